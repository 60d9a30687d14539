/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Files and directories that are new when the power fails. */
#include <stdio.h>

#include "atf/case.h"
#include "cases/crash/crash_util.h"

CRASH(create_fsync, 0, "a new file, synced")
{
	const int fd = make(fs, "/mnt/a", 3000, 'a');

	REQUIRE_OK(kern_fsync(fs->k, fd));
	REQUIRE_OK(kern_close(fs->k, fd));
}

CRASH(create_many, 0, "many small files, some synced one by one, then all")
{
	for (int i = 0; i < 24; i++) {
		char path[32];
		int fd;

		snprintf(path, sizeof(path), "/mnt/file-%d", i);
		fd = make(fs, path, 200 + 100 * i, 'a' + i);
		if (i % 5 == 0)
			REQUIRE_OK(kern_fsync(fs->k, fd));
		REQUIRE_OK(kern_close(fs->k, fd));
	}
	sync_fs(fs);
	REQUIRE_OK(kern_unlink(fs->k, "/mnt/file-3"));
}

CRASH(mkdir_tree, 0, "a tree of directories, synced as a whole")
{
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/a", 0755));
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/a/b", 0700));
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/a/b/c", 0755));
	REQUIRE_OK(kern_put(fs->k, "/mnt/a/b/c/file", "content", 7));
	REQUIRE_OK(kern_sync(fs->k));
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/a/d", 0755));
	sync_path(fs, "/mnt/a");
	REQUIRE_OK(kern_rmdir(fs->k, "/mnt/a/d"));
}

CRASH(big_directory, 0, "a directory that grows by many names")
{
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/d", 0755));
	for (int i = 0; i < 60; i++) {
		char path[128];

		snprintf(path, sizeof(path), "/mnt/d/a-name-that-takes-much-room-in-it-%030d", i);
		REQUIRE_OK(kern_mknod(fs->k, path, S_IFREG | 0644, 0));
		if (i % 20 == 10)
			sync_path(fs, "/mnt/d");
		if (i % 20 == 19)
			kern_advance(fs->k, 6 * SECOND);
	}
	sync_fs(fs);
}

CRASH(tmpfile_link, FS_TMPFILE | FS_LINK, "a file that gets its name when it is complete")
{
	char path[32];
	const int fd = kern_open(fs->k, "/mnt", O_TMPFILE | O_RDWR, 0644);

	REQUIRE_OK(fd);
	fill(fs, fd, 0, 5000, 't');
	REQUIRE_OK(kern_fsync(fs->k, fd));
	REQUIRE_OK(kern_call(fs->k, KERN_LINKAT, fd, (long)"", AT_FDCWD, (long)"/mnt/whole",
	    AT_EMPTY_PATH));
	REQUIRE_OK(kern_fsync(fs->k, fd));
	fill(fs, fd, 5000, 2000, 'u');
	snprintf(path, sizeof(path), "/mnt/%s", "whole");
	REQUIRE_OK(kern_chmod(fs->k, path, 0600));
	kern_advance(fs->k, 6 * SECOND);
}
