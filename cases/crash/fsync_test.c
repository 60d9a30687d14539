/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The power is cut after an fsync, once, on each file system with a log or copy on write: what
 * was synced is there, and the next mount makes the rest whole.  The other cases here try each
 * disk that a cut could leave.
 */
#include <stdio.h>

#include "cases/crash/crash_util.h"

#define NEEDS (FS_REPLAY | FS_PERSIST | FS_SYNC_DIR)

/* The disk is what it was when the power was cut; an unmount would have written more. */
static void cut(struct fs *fs)
{
	kern_need_embedded(fs->k);
	disk_mark(fs->disk);
	fs_umount(fs);
	disk_rewind(fs->disk);
	fs_mount(fs, NULL);
}

static off_t size_of(struct fs *fs, const char *path)
{
	struct stat st;

	REQUIRE_OK(kern_stat(fs->k, path, &st));
	return st.st_size;
}

static void require_file(struct fs *fs, const char *path, size_t len, char c)
{
	REQUIRE_EQ((off_t)len, size_of(fs, path));
	require_filled(fs, path, 0, len, c);
}

static void require_gone(struct fs *fs, const char *path)
{
	struct stat st;

	REQUIRE_ERROR(kern_stat(fs->k, path, &st), ENOENT);
}

FS_CASE_RW(cut_file, NEEDS, "a new file")
{
	make_synced(fs, "/mnt/f", 50000, 'a');
	sync_path(fs, "/mnt");
	cut(fs);
	require_file(fs, "/mnt/f", 50000, 'a');
}

FS_CASE_RW(cut_overwritten, NEEDS, "a file that grew, and was written over, each synced")
{
	int fd;

	make_synced(fs, "/mnt/f", 20000, 'a');
	sync_path(fs, "/mnt");
	REQUIRE_OK(kern_sync(fs->k));
	fd = make(fs, "/mnt/f", 0, 0);
	fill(fs, fd, 15000, 9000, 'b');
	REQUIRE_OK(kern_fsync(fs->k, fd));
	fill(fs, fd, 0, 100, 'c');
	REQUIRE_OK(kern_fdatasync(fs->k, fd));
	REQUIRE_OK(kern_close(fs->k, fd));
	cut(fs);
	REQUIRE_EQ(24000, size_of(fs, "/mnt/f"));
	require_filled(fs, "/mnt/f", 0, 100, 'c');
	require_filled(fs, "/mnt/f", 100, 14900, 'a');
	require_filled(fs, "/mnt/f", 15000, 9000, 'b');
}

FS_CASE_RW(cut_shorter, NEEDS, "a file that was cut short")
{
	int fd;

	make_synced(fs, "/mnt/f", 30000, 'a');
	REQUIRE_OK(kern_sync(fs->k));
	fd = make(fs, "/mnt/f", 0, 0);
	REQUIRE_OK(kern_ftruncate(fs->k, fd, 7001));
	REQUIRE_OK(kern_fsync(fs->k, fd));
	REQUIRE_OK(kern_close(fs->k, fd));
	cut(fs);
	require_file(fs, "/mnt/f", 7001, 'a');
}

FS_CASE_RW(cut_renamed, NEEDS, "a file of another name, and one that took another's place")
{
	make_synced(fs, "/mnt/a", 3000, 'a');
	make_synced(fs, "/mnt/b", 4000, 'b');
	make_synced(fs, "/mnt/c", 5000, 'c');
	REQUIRE_OK(kern_sync(fs->k));
	REQUIRE_OK(kern_rename(fs->k, "/mnt/a", "/mnt/n"));
	REQUIRE_OK(kern_rename(fs->k, "/mnt/b", "/mnt/c"));
	sync_path(fs, "/mnt/n");
	sync_path(fs, "/mnt/c");
	sync_path(fs, "/mnt");
	cut(fs);
	require_file(fs, "/mnt/n", 3000, 'a');
	require_file(fs, "/mnt/c", 4000, 'b');
	require_gone(fs, "/mnt/a");
	require_gone(fs, "/mnt/b");
}

FS_CASE_RW(cut_removed, NEEDS, "names that were removed")
{
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/d", 0755));
	make_synced(fs, "/mnt/d/a", 3000, 'a');
	make_synced(fs, "/mnt/d/b", 3000, 'b');
	REQUIRE_OK(kern_sync(fs->k));
	REQUIRE_OK(kern_unlink(fs->k, "/mnt/d/a"));
	sync_path(fs, "/mnt/d");
	cut(fs);
	require_gone(fs, "/mnt/d/a");
	require_file(fs, "/mnt/d/b", 3000, 'b');
}

FS_CASE_RW(cut_many, NEEDS, "many files in directories of their own, each synced")
{
	char dir[32], path[64];

	for (int i = 0; i < 30; i++) {
		snprintf(dir, sizeof(dir), "/mnt/d%d", i / 10);
		if (i % 10 == 0)
			REQUIRE_OK(kern_mkdir(fs->k, dir, 0755));
		snprintf(path, sizeof(path), "%s/file-%d", dir, i);
		make_synced(fs, path, 100 + i * 40, 'a' + i % 7);
		sync_path(fs, dir);
		sync_path(fs, "/mnt");
	}
	cut(fs);
	for (int i = 0; i < 30; i++) {
		snprintf(path, sizeof(path), "/mnt/d%d/file-%d", i / 10, i);
		require_file(fs, path, 100 + i * 40, 'a' + i % 7);
	}
}

FS_CASE_RW(cut_linked, NEEDS | FS_LINK, "a second name of a file")
{
	struct stat st;

	make_synced(fs, "/mnt/f", 3000, 'a');
	REQUIRE_OK(kern_sync(fs->k));
	REQUIRE_OK(kern_link(fs->k, "/mnt/f", "/mnt/g"));
	sync_path(fs, "/mnt/g");
	sync_path(fs, "/mnt");
	cut(fs);
	require_file(fs, "/mnt/g", 3000, 'a');
	REQUIRE_OK(kern_stat(fs->k, "/mnt/f", &st));
	REQUIRE_EQ(2, st.st_nlink);
}

FS_CASE_RW(cut_attributes, NEEDS | FS_XATTR, "an extended attribute, and its removal")
{
	char value[300];

	make_synced(fs, "/mnt/f", 3000, 'a');
	REQUIRE_OK(kern_setxattr(fs->k, "/mnt/f", "trusted.gone", "old", 3, 0));
	REQUIRE_OK(kern_sync(fs->k));
	memset(value, 'v', sizeof(value));
	REQUIRE_OK(kern_setxattr(fs->k, "/mnt/f", "trusted.name", value, 200, 0));
	REQUIRE_OK(kern_removexattr(fs->k, "/mnt/f", "trusted.gone"));
	sync_path(fs, "/mnt/f");
	cut(fs);
	REQUIRE_EQ(200, kern_getxattr(fs->k, "/mnt/f", "trusted.name", value, sizeof(value)));
	REQUIRE_ERROR(kern_getxattr(fs->k, "/mnt/f", "trusted.gone", value, sizeof(value)),
	    ENODATA);
}
