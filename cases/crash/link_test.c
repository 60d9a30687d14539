/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Links, and files without names, when the power fails. */
#include <stdio.h>

#include "atf/case.h"
#include "cases/crash/crash_util.h"

CRASH(link_unlink, FS_LINK, "a second name comes, the first one goes")
{
	int fd;

	make_synced(fs, "/mnt/a", 4000, 'a');
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/d", 0755));
	REQUIRE_OK(kern_link(fs->k, "/mnt/a", "/mnt/d/b"));
	fd = kern_open(fs->k, "/mnt/a", O_RDWR);
	REQUIRE_OK(kern_fsync(fs->k, fd));
	REQUIRE_OK(kern_unlink(fs->k, "/mnt/a"));
	REQUIRE_OK(kern_fsync(fs->k, fd));
	fill(fs, fd, 4000, 2000, 'b');
	REQUIRE_OK(kern_link(fs->k, "/mnt/d/b", "/mnt/c"));
	REQUIRE_OK(kern_unlink(fs->k, "/mnt/d/b"));
	sync_path(fs, "/mnt/d");
	kern_advance(fs->k, WRITEBACK);
}

CRASH(link_again, FS_LINK, "a name is unlinked and made a link to another file")
{
	make_synced(fs, "/mnt/a", 1000, 'a');
	make_synced(fs, "/mnt/b", 2000, 'b');
	REQUIRE_OK(kern_link(fs->k, "/mnt/a", "/mnt/c"));
	sync_fs(fs);
	REQUIRE_OK(kern_unlink(fs->k, "/mnt/c"));
	REQUIRE_OK(kern_link(fs->k, "/mnt/b", "/mnt/c"));
	make_synced(fs, "/mnt/b", 2500, 'd');
	REQUIRE_OK(kern_rename(fs->k, "/mnt/c", "/mnt/a"));
	sync_path(fs, "/mnt");
}

CRASH(many_links, FS_LINK, "many names of one file, in two directories")
{
	char path[64];

	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/d", 0755));
	make_synced(fs, "/mnt/a", 600, 'a');
	for (int i = 0; i < 20; i++) {
		snprintf(path, sizeof(path), "/mnt/%sname-%d", i % 2 ? "d/" : "", i);
		REQUIRE_OK(kern_link(fs->k, "/mnt/a", path));
		if (i % 8 == 5)
			sync_path(fs, "/mnt/d");
	}
	for (int i = 0; i < 20; i += 3) {
		snprintf(path, sizeof(path), "/mnt/%sname-%d", i % 2 ? "d/" : "", i);
		REQUIRE_OK(kern_unlink(fs->k, path));
	}
	sync_fs(fs);
}

CRASH(symlinks, FS_SYMLINK, "short and long symbolic links")
{
	char target[800];

	memset(target, 't', sizeof(target) - 1);
	target[sizeof(target) - 1] = '\0';
	REQUIRE_OK(kern_symlink(fs->k, "short", "/mnt/a"));
	REQUIRE_OK(kern_symlink(fs->k, target, "/mnt/b"));
	sync_path(fs, "/mnt");
	REQUIRE_OK(kern_unlink(fs->k, "/mnt/a"));
	REQUIRE_OK(kern_symlink(fs->k, target + 100, "/mnt/a"));
	REQUIRE_OK(kern_rename(fs->k, "/mnt/a", "/mnt/b"));
	kern_advance(fs->k, COMMIT);
}

CRASH(unlink_open, FS_UNLINK_OPEN, "a file loses its name while it is open and written")
{
	const int fd = make(fs, "/mnt/a", 20000, 'a');

	REQUIRE_OK(kern_fsync(fs->k, fd));
	sync_path(fs, "/mnt");
	REQUIRE_OK(kern_unlink(fs->k, "/mnt/a"));
	fill(fs, fd, 20000, 10000, 'b');
	REQUIRE_OK(kern_fsync(fs->k, fd));
	kern_advance(fs->k, COMMIT);
	make_synced(fs, "/mnt/b", 3000, 'c');
	REQUIRE_OK(kern_close(fs->k, fd));
	make_synced(fs, "/mnt/c", 9000, 'd');
}

CRASH(orphans, FS_UNLINK_OPEN, "several open files without a name, of which some go")
{
	char path[32];
	int fd[4];

	for (int i = 0; i < 4; i++) {
		snprintf(path, sizeof(path), "/mnt/f%d", i);
		fd[i] = make(fs, path, 3000 * i + 500, 'a' + i);
	}
	sync_fs(fs);
	sync_path(fs, "/mnt");
	for (int i = 0; i < 4; i++) {
		snprintf(path, sizeof(path), "/mnt/f%d", i);
		REQUIRE_OK(kern_unlink(fs->k, path));
	}
	sync_path(fs, "/mnt");
	REQUIRE_OK(kern_close(fs->k, fd[2]));
	kern_advance(fs->k, COMMIT);
	REQUIRE_OK(kern_ftruncate(fs->k, fd[3], 100));
	make_synced(fs, "/mnt/g", 12000, 'g');
	REQUIRE_OK(kern_close(fs->k, fd[0]));
	kern_advance(fs->k, COMMIT);
}

CRASH(delete_create, 0, "files are deleted and their space used for others at once")
{
	char path[32];

	for (int i = 0; i < 5; i++) {
		snprintf(path, sizeof(path), "/mnt/old-%d", i);
		make_synced(fs, path, 5000, 'o');
	}
	sync_path(fs, "/mnt");
	for (int i = 0; i < 5; i++) {
		snprintf(path, sizeof(path), "/mnt/old-%d", i);
		REQUIRE_OK(kern_unlink(fs->k, path));
		snprintf(path, sizeof(path), "/mnt/new-%d", i);
		REQUIRE_OK(kern_close(fs->k, make(fs, path, 7000, 'n')));
		if (i == 2)
			kern_advance(fs->k, COMMIT);
	}
	sync_path(fs, "/mnt");
}
