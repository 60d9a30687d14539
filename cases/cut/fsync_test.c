/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The power is cut after an fsync, once, on each file system with a log or copy on write: what
 * was synced is there, and the next mount makes the rest whole.  Crash cases, see
 * rumpus-crash(3), try each disk that a cut could leave.
 */
#include <stdio.h>

#include "atf/case.h"
#include "kernel/kern.h"

#define NEEDS (FS_REPLAY | FS_PERSIST | FS_SYNC_DIR)
#define MOST 60000

/* The disk is what it was when the power was cut; an unmount would have written more. */
static void cut(struct fs *fs)
{
	kern_need_embedded(fs->k);
	disk_mark(fs->disk);
	fs_umount(fs);
	disk_rewind(fs->disk);
	fs_mount(fs, NULL);
}

static void sync_name(struct kern *k, const char *path)
{
	const int fd = REQUIRE_OK(kern_open(k, path, O_RDONLY));

	REQUIRE_OK(kern_fsync(k, fd));
	REQUIRE_OK(kern_close(k, fd));
}

static void fill(uint8_t *bytes, size_t len, int c)
{
	for (size_t i = 0; i < len; i++)
		bytes[i] = c + i % 23;
}

static void put(struct kern *k, const char *path, size_t len, int c)
{
	static uint8_t bytes[MOST];

	fill(bytes, len, c);
	REQUIRE_OK(kern_put(k, path, bytes, len));
	sync_name(k, path);
}

static void require_file(struct kern *k, const char *path, size_t len, int c)
{
	static uint8_t want[MOST], got[MOST + 1];

	fill(want, len, c);
	REQUIRE_EQ((ssize_t)len, kern_get(k, path, got, sizeof(got)));
	REQUIRE_MEMEQ(want, got, len);
}

FS_CASE_RW(cut_file, NEEDS, "a new file")
{
	put(fs->k, "/mnt/f", 50000, 'a');
	sync_name(fs->k, "/mnt");
	cut(fs);
	require_file(fs->k, "/mnt/f", 50000, 'a');
}

FS_CASE_RW(cut_overwritten, NEEDS, "a file that grew, and was written over, each synced")
{
	uint8_t bytes[9000];
	int fd;

	put(fs->k, "/mnt/f", 20000, 'a');
	sync_name(fs->k, "/mnt");
	REQUIRE_OK(kern_sync(fs->k));
	fd = REQUIRE_OK(kern_open(fs->k, "/mnt/f", O_RDWR));
	fill(bytes, sizeof(bytes), 'A');
	REQUIRE_EQ(9000, kern_pwrite(fs->k, fd, bytes, 9000, 15000));
	REQUIRE_OK(kern_fsync(fs->k, fd));
	REQUIRE_EQ(100, kern_pwrite(fs->k, fd, bytes, 100, 0));
	REQUIRE_OK(kern_fdatasync(fs->k, fd));
	REQUIRE_OK(kern_close(fs->k, fd));
	cut(fs);
	fd = REQUIRE_OK(kern_open(fs->k, "/mnt/f", O_RDONLY));
	for (int at = 0; at < 24000; at += 100) {
		uint8_t got[100], want[20100];

		fill(want, sizeof(want), 'a');
		REQUIRE_EQ(100, kern_pread(fs->k, fd, got, 100, at));
		if (at == 0)
			REQUIRE_MEMEQ(bytes, got, 100);
		else if (at < 15000)
			REQUIRE_MEMEQ(want + at, got, 100);
		else
			REQUIRE_MEMEQ(bytes + at - 15000, got, 100);
	}
	REQUIRE_OK(kern_close(fs->k, fd));
}

FS_CASE_RW(cut_shorter, NEEDS, "a file that was cut short")
{
	int fd;

	put(fs->k, "/mnt/f", 30000, 'a');
	REQUIRE_OK(kern_sync(fs->k));
	fd = REQUIRE_OK(kern_open(fs->k, "/mnt/f", O_RDWR));
	REQUIRE_OK(kern_ftruncate(fs->k, fd, 7001));
	REQUIRE_OK(kern_fsync(fs->k, fd));
	REQUIRE_OK(kern_close(fs->k, fd));
	cut(fs);
	require_file(fs->k, "/mnt/f", 7001, 'a');
}

FS_CASE_RW(cut_renamed, NEEDS, "a file of another name, and one that took another's place")
{
	struct stat st;

	put(fs->k, "/mnt/a", 3000, 'a');
	put(fs->k, "/mnt/b", 4000, 'b');
	put(fs->k, "/mnt/c", 5000, 'c');
	REQUIRE_OK(kern_sync(fs->k));
	REQUIRE_OK(kern_rename(fs->k, "/mnt/a", "/mnt/n"));
	REQUIRE_OK(kern_rename(fs->k, "/mnt/b", "/mnt/c"));
	sync_name(fs->k, "/mnt/n");
	sync_name(fs->k, "/mnt/c");
	sync_name(fs->k, "/mnt");
	cut(fs);
	require_file(fs->k, "/mnt/n", 3000, 'a');
	require_file(fs->k, "/mnt/c", 4000, 'b');
	REQUIRE_ERROR(kern_stat(fs->k, "/mnt/a", &st), ENOENT);
	REQUIRE_ERROR(kern_stat(fs->k, "/mnt/b", &st), ENOENT);
}

FS_CASE_RW(cut_removed, NEEDS, "names that were removed")
{
	struct stat st;

	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/d", 0755));
	put(fs->k, "/mnt/d/a", 3000, 'a');
	put(fs->k, "/mnt/d/b", 3000, 'b');
	REQUIRE_OK(kern_sync(fs->k));
	REQUIRE_OK(kern_unlink(fs->k, "/mnt/d/a"));
	sync_name(fs->k, "/mnt/d");
	cut(fs);
	REQUIRE_ERROR(kern_stat(fs->k, "/mnt/d/a", &st), ENOENT);
	require_file(fs->k, "/mnt/d/b", 3000, 'b');
}

FS_CASE_RW(cut_many, NEEDS, "many files in directories of their own, each synced")
{
	char path[64];

	for (int i = 0; i < 30; i++) {
		snprintf(path, sizeof(path), "/mnt/d%d", i / 10);
		if (i % 10 == 0)
			REQUIRE_OK(kern_mkdir(fs->k, path, 0755));
		snprintf(path, sizeof(path), "/mnt/d%d/file-%d", i / 10, i);
		put(fs->k, path, 100 + i * 40, 'a' + i % 7);
		snprintf(path, sizeof(path), "/mnt/d%d", i / 10);
		sync_name(fs->k, path);
		sync_name(fs->k, "/mnt");
	}
	cut(fs);
	for (int i = 0; i < 30; i++) {
		snprintf(path, sizeof(path), "/mnt/d%d/file-%d", i / 10, i);
		require_file(fs->k, path, 100 + i * 40, 'a' + i % 7);
	}
}

FS_CASE_RW(cut_linked, NEEDS | FS_LINK, "a second name of a file")
{
	struct stat st;

	put(fs->k, "/mnt/f", 3000, 'a');
	REQUIRE_OK(kern_sync(fs->k));
	REQUIRE_OK(kern_link(fs->k, "/mnt/f", "/mnt/g"));
	sync_name(fs->k, "/mnt/g");
	sync_name(fs->k, "/mnt");
	cut(fs);
	require_file(fs->k, "/mnt/g", 3000, 'a');
	REQUIRE_OK(kern_stat(fs->k, "/mnt/f", &st));
	REQUIRE_EQ(2, st.st_nlink);
}

FS_CASE_RW(cut_attributes, NEEDS | FS_XATTR, "an extended attribute, and its removal")
{
	char value[300];

	put(fs->k, "/mnt/f", 3000, 'a');
	REQUIRE_OK(kern_setxattr(fs->k, "/mnt/f", "trusted.gone", "old", 3, 0));
	REQUIRE_OK(kern_sync(fs->k));
	memset(value, 'v', sizeof(value));
	REQUIRE_OK(kern_setxattr(fs->k, "/mnt/f", "trusted.name", value, 200, 0));
	REQUIRE_OK(kern_removexattr(fs->k, "/mnt/f", "trusted.gone"));
	sync_name(fs->k, "/mnt/f");
	cut(fs);
	REQUIRE_EQ(200, kern_getxattr(fs->k, "/mnt/f", "trusted.name", value, sizeof(value)));
	REQUIRE_ERROR(kern_getxattr(fs->k, "/mnt/f", "trusted.gone", value, sizeof(value)),
	    ENODATA);
}
