/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Attributes when the power fails. */
#include <stdio.h>

#include "atf/case.h"
#include "cases/crash/crash_util.h"

static int set(struct fs *fs, const char *path, const char *name, char c, size_t len)
{
	char value[900];

	REQUIRE(len <= sizeof(value));
	memset(value, c, len);
	return kern_setxattr(fs->k, path, name, value, len, 0);
}

CRASH(xattrs, FS_XATTR, "extended attributes are set, replaced and removed")
{
	const int fd = make(fs, "/mnt/a", 500, 'a');

	REQUIRE_OK(set(fs, "/mnt/a", "trusted.one", '1', 20));
	REQUIRE_OK(kern_fsync(fs->k, fd));
	REQUIRE_OK(set(fs, "/mnt/a", "trusted.two", '2', 500));
	REQUIRE_OK(set(fs, "/mnt/a", "trusted.one", '3', 60));
	REQUIRE_OK(kern_fsync(fs->k, fd));
	REQUIRE_OK(kern_removexattr(fs->k, "/mnt/a", "trusted.two"));
	kern_advance(fs->k, COMMIT);
	REQUIRE_OK(kern_removexattr(fs->k, "/mnt/a", "trusted.one"));
	REQUIRE_OK(kern_fsync(fs->k, fd));
}

CRASH(shared_xattrs, FS_XATTR, "files with equal attributes, which may share a block")
{
	char path[32];

	for (int i = 0; i < 4; i++) {
		snprintf(path, sizeof(path), "/mnt/f%d", i);
		make_synced(fs, path, 100, 'a');
		REQUIRE_OK(set(fs, path, "trusted.same", 's', 700));
	}
	sync_fs(fs);
	REQUIRE_OK(set(fs, "/mnt/f1", "trusted.same", 't', 700));
	REQUIRE_OK(kern_removexattr(fs->k, "/mnt/f2", "trusted.same"));
	REQUIRE_OK(kern_unlink(fs->k, "/mnt/f0"));
	sync_path(fs, "/mnt");
	REQUIRE_OK(set(fs, "/mnt/f3", "trusted.same", 't', 700));
	kern_advance(fs->k, COMMIT);
}

CRASH(modes, FS_MODE | FS_OWNER, "modes and owners of files and directories")
{
	int fd;

	make_synced(fs, "/mnt/a", 300, 'a');
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/d", 0755));
	REQUIRE_OK(kern_chmod(fs->k, "/mnt/a", 04711));
	REQUIRE_OK(kern_chown(fs->k, "/mnt/d", 1000, 100));
	fd = kern_open(fs->k, "/mnt/a", O_RDONLY);
	REQUIRE_OK(kern_fsync(fs->k, fd));
	REQUIRE_OK(kern_chown(fs->k, "/mnt/a", 1, 2));
	REQUIRE_OK(kern_chmod(fs->k, "/mnt/d", 02700));
	sync_path(fs, "/mnt/d");
	kern_advance(fs->k, COMMIT);
}

CRASH(nodes, FS_MKNOD, "devices and a FIFO")
{
	REQUIRE_OK(kern_mknod(fs->k, "/mnt/null", S_IFCHR | 0666, 0x103));
	REQUIRE_OK(kern_mknod(fs->k, "/mnt/fifo", S_IFIFO | 0600, 0));
	sync_path(fs, "/mnt");
	REQUIRE_OK(kern_mknod(fs->k, "/mnt/disk", S_IFBLK | 0600, 0x12345));
	REQUIRE_OK(kern_unlink(fs->k, "/mnt/fifo"));
	kern_advance(fs->k, COMMIT);
}
