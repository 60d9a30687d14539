/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Reading and writing. */
#include <sys/uio.h>

#include "cases/fs/fs_util.h"

static int open_new(struct fs *fs)
{
	return REQUIRE_OK(kern_open(fs->k, "/mnt/f", O_CREAT | O_EXCL | O_RDWR, 0644));
}

FS_CASE_RW(write_read, 0, "the position moves by what was read and written")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);
	char buf[8] = "";

	REQUIRE_EQ(5, kern_write(k, fd, "hello", 5));
	REQUIRE_EQ(6, kern_write(k, fd, " world", 6));
	REQUIRE_EQ(11, kern_lseek(k, fd, 0, SEEK_CUR));
	REQUIRE_EQ(0, kern_read(k, fd, buf, 8));
	REQUIRE_EQ(6, kern_lseek(k, fd, -5, SEEK_END));
	REQUIRE_EQ(5, kern_read(k, fd, buf, 8));
	REQUIRE_STREQ("world", buf);
}

FS_CASE_RW(sizes_around_blocks, 0, "files whose sizes lie around each power of two")
{
	struct kern *k = fs->k;

	for (int size = 512; size <= 16384; size *= 2) {
		for (int d = -1; d <= 1; d++) {
			put_pattern(k, "/mnt/f", size + d);
			require_pattern_file(k, "/mnt/f", size + d);
		}
	}
}

FS_CASE_RW(small_files, 0, "each size from 0 to 200 bytes, as inline data has its limits there")
{
	struct kern *k = fs->k;
	char path[32];

	for (int size = 0; size <= 200; size += 4) {
		snprintf(path, sizeof(path), "/mnt/f%d", size);
		put_pattern(k, path, size);
	}
	if (!(fs->comp->lacks & FS_PERSIST))
		fs_remount(fs, NULL);
	for (int size = 0; size <= 200; size += 4) {
		snprintf(path, sizeof(path), "/mnt/f%d", size);
		require_pattern_file(k, path, size);
	}
}

FS_CASE_RW(grow_slowly, 0, "a file that grows by 13 bytes a time past its inode and blocks")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);

	for (int at = 0; at < 400 * 13; at += 13)
		write_pattern(k, fd, at, 13);
	require_pattern(k, fd, 0, 400 * 13);
}

FS_CASE_RW(overwrite, 0, "bytes in the middle change, the others stay")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);
	char buf[3] = "";

	write_pattern(k, fd, 0, 10000);
	REQUIRE_EQ(3, kern_pwrite(k, fd, "abc", 3, 4095));
	require_pattern(k, fd, 0, 4095);
	REQUIRE_EQ(3, kern_pread(k, fd, buf, 3, 4095));
	REQUIRE_MEMEQ("abc", buf, 3);
	require_pattern(k, fd, 4098, 10000 - 4098);
}

FS_CASE_RW(large_file, 0, "a megabyte: indirect blocks, long extents, many clusters")
{
	struct kern *k = fs->k;

	put_pattern(k, "/mnt/f", 1 << 20);
	require_pattern_file(k, "/mnt/f", 1 << 20);
}

FS_CASE_RW(interleaved, 0, "two files that grow in turns are scattered and right")
{
	struct kern *k = fs->k;
	int a = REQUIRE_OK(kern_open(k, "/mnt/a", O_CREAT | O_RDWR, 0644));
	int b = REQUIRE_OK(kern_open(k, "/mnt/b", O_CREAT | O_RDWR, 0644));

	for (int i = 0; i < 40; i++) {
		write_pattern(k, a, i * 1024, 1024);
		REQUIRE_OK(kern_fsync(k, a));
		write_pattern(k, b, i * 1024, 1024);
		REQUIRE_OK(kern_fsync(k, b));
	}
	require_pattern(k, a, 0, 40960);
	require_pattern(k, b, 0, 40960);
}

FS_CASE_RW(pread_past_end, 0, "0 at and past the end, less at the edge")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);
	char buf[16] = "";

	write_pattern(k, fd, 0, 100);
	REQUIRE_EQ(0, kern_pread(k, fd, buf, 16, 100));
	REQUIRE_EQ(0, kern_pread(k, fd, buf, 16, 1 << 30));
	REQUIRE_EQ(4, kern_pread(k, fd, buf, 16, 96));
	REQUIRE_ERROR(kern_pread(k, fd, buf, 16, -1), EINVAL);
	REQUIRE_EQ(0, kern_pread(k, fd, buf, 0, 0));
}

FS_CASE_RW(pwrite_past_end, 0, "what lies between reads as zeroes")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);

	write_pattern(k, fd, 0, 10);
	write_pattern(k, fd, 20000, 10);
	require_pattern(k, fd, 0, 10);
	require_zeroes(k, fd, 10, 19990);
	require_pattern(k, fd, 20000, 10);
	REQUIRE_EQ(20010, stat_of(k, "/mnt/f").st_size);
	REQUIRE_EQ(0, kern_lseek(k, fd, 0, SEEK_CUR));
	REQUIRE_ERROR(kern_pwrite(k, fd, "x", 1, -1), EINVAL);
}

FS_CASE_RW(write_nothing, 0, "a write of no bytes past the end does not grow a file")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);

	REQUIRE_EQ(0, kern_pwrite(k, fd, "", 0, 5000));
	REQUIRE_EQ(0, stat_of(k, "/mnt/f").st_size);
}

FS_CASE_RW(append, 0, "O_APPEND writes at the end wherever the position is")
{
	struct kern *k = fs->k;
	int fd;

	REQUIRE_OK(kern_put(k, "/mnt/f", "one ", 4));
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_WRONLY | O_APPEND));
	REQUIRE_EQ(0, kern_lseek(k, fd, 0, SEEK_SET));
	REQUIRE_EQ(4, kern_write(k, fd, "two ", 4));
	REQUIRE_EQ(5, kern_pwrite(k, fd, "three", 5, 0));
	REQUIRE_OK(kern_close(k, fd));
	require_content(k, "/mnt/f", "one two three");
}

FS_CASE_RW(vectors, 0, "readv and writev gather and scatter")
{
	struct kern *k = fs->k;
	char a[] = "ab", b[] = "cde", x[4] = "", y[3] = "";
	struct iovec out[] = { { a, 2 }, { b, 0 }, { b, 3 } }, in[] = { { x, 3 }, { y, 2 } };
	int fd = open_new(fs);

	REQUIRE_EQ(5, kern_call(k, KERN_WRITEV, fd, (long)out, 3));
	REQUIRE_EQ(0, kern_lseek(k, fd, 0, SEEK_SET));
	REQUIRE_EQ(5, kern_call(k, KERN_READV, fd, (long)in, 2));
	REQUIRE_STREQ("abc", x);
	REQUIRE_STREQ("de", y);
	REQUIRE_ERROR(kern_call(k, KERN_WRITEV, fd, (long)out, 1025), EINVAL);
	REQUIRE_EQ(0, kern_call(k, KERN_WRITEV, fd, (long)out, 0));
}

FS_CASE_RW(lseek, 0, "positions past the end are fine, below zero are not")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);

	write_pattern(k, fd, 0, 100);
	REQUIRE_EQ(5000, kern_lseek(k, fd, 5000, SEEK_SET));
	REQUIRE_EQ(5010, kern_lseek(k, fd, 10, SEEK_CUR));
	REQUIRE_ERROR(kern_lseek(k, fd, -1, SEEK_SET), EINVAL);
	REQUIRE_ERROR(kern_lseek(k, fd, -101, SEEK_END), EINVAL);
	REQUIRE_ERROR(kern_lseek(k, fd, 0, 99), EINVAL);
	REQUIRE_EQ(5010, kern_lseek(k, fd, 0, SEEK_CUR));
	REQUIRE_EQ(100, stat_of(k, "/mnt/f").st_size);
}

FS_CASE_RW(truncate_down, 0, "the cut-off part does not come back")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);

	write_pattern(k, fd, 0, 10000);
	REQUIRE_OK(kern_ftruncate(k, fd, 4500));
	REQUIRE_EQ(4500, stat_of(k, "/mnt/f").st_size);
	require_pattern(k, fd, 0, 4500);
	REQUIRE_OK(kern_ftruncate(k, fd, 10000));
	require_pattern(k, fd, 0, 4500);
	require_zeroes(k, fd, 4500, 5500);
	REQUIRE_OK(kern_ftruncate(k, fd, 0));
	REQUIRE_OK(kern_ftruncate(k, fd, 300));
	require_zeroes(k, fd, 0, 300);
}

FS_CASE_RW(truncate_up, 0, "a file grows by zeroes")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);

	write_pattern(k, fd, 0, 100);
	REQUIRE_OK(kern_truncate(k, "/mnt/f", 9000));
	REQUIRE_EQ(9000, stat_of(k, "/mnt/f").st_size);
	require_pattern(k, fd, 0, 100);
	require_zeroes(k, fd, 100, 8900);
}

FS_CASE_RW(truncate_errors, 0, "negative, a directory, nothing")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_ERROR(kern_truncate(k, "/mnt/f", -1), EINVAL);
	REQUIRE_ERROR(kern_ftruncate(k, fd, -1), EINVAL);
	REQUIRE_ERROR(kern_truncate(k, "/mnt/d", 0), EISDIR);
	REQUIRE_ERROR(kern_truncate(k, "/mnt/no", 0), ENOENT);
	REQUIRE_ERROR(kern_ftruncate(k, 999, 0), EBADF);
}

FS_CASE_RW(file_max, 0, "a size past the largest is EFBIG")
{
	struct kern *k = fs->k;
	uint64_t max = fs->comp->file_max;
	int fd = open_new(fs);

	if (max == 0)
		atf_tc_skip("%s names no largest size", fs->comp->name);
	REQUIRE_ERROR(kern_ftruncate(k, fd, max + 1), EFBIG);
	REQUIRE_ERROR(kern_pwrite(k, fd, "x", 1, max), EFBIG);
	REQUIRE_EQ(0, stat_of(k, "/mnt/f").st_size);
	if (fs->comp->lacks & FS_SPARSE)
		return;
	REQUIRE_EQ(1, kern_pwrite(k, fd, "xy", 2, max - 1));
	REQUIRE_EQ(max, stat_of(k, "/mnt/f").st_size);
	require_zeroes(k, fd, max - 4097, 4096);
}
