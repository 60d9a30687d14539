/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Holes, and fallocate(2) in all its modes. */
#include <linux/falloc.h>

#include "cases/fs/fs_util.h"

#define BLOCK 4096 /* a multiple of every block size here */

static int open_new(struct fs *fs)
{
	return REQUIRE_OK(kern_open(fs->k, "/mnt/f", O_CREAT | O_EXCL | O_RDWR, 0644));
}

/* The bytes that a file takes, once all is written out. */
static uint64_t used(struct kern *k, int fd)
{
	struct stat st = { 0 };

	REQUIRE_OK(kern_fsync(k, fd));
	REQUIRE_OK(kern_fstat(k, fd, &st));
	return st.st_blocks * 512ull;
}

FS_CASE_RW(hole, FS_SPARSE | FS_ST_BLOCKS, "a hole takes no space, and can be filled")
{
	struct kern *k = fs->k;
	const uint64_t most = fs->comp->hole ? fs->comp->hole : BLOCK;
	int fd = open_new(fs);

	REQUIRE_OK(kern_ftruncate(k, fd, 1 << 20));
	REQUIRE(used(k, fd) <= most);
	write_pattern(k, fd, 1 << 19, BLOCK);
	REQUIRE(used(k, fd) <= most + 3 * BLOCK);
	require_zeroes(k, fd, (1 << 19) - BLOCK, BLOCK);
	require_pattern(k, fd, 1 << 19, BLOCK);
	require_zeroes(k, fd, (1 << 19) + BLOCK, BLOCK);
}

FS_CASE_RW(far_apart, FS_SPARSE | FS_ST_BLOCKS | FS_FAR_APART,
    "single blocks at offsets of many powers of two")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);

	for (int shift = 12; shift <= 33; shift += 3)
		write_pattern(k, fd, 1ull << shift, 100);
	for (int shift = 12; shift <= 33; shift += 3) {
		require_pattern(k, fd, 1ull << shift, 100);
		require_zeroes(k, fd, (1ull << shift) - 100, 100);
	}
	REQUIRE(used(k, fd) < 100 * BLOCK);
	REQUIRE_EQ((1ll << 33) + 100, stat_of(k, "/mnt/f").st_size);
	REQUIRE_OK(kern_ftruncate(k, fd, 5000));
	require_pattern(k, fd, 1 << 12, 100);
	REQUIRE(used(k, fd) <= 4 * BLOCK);
}

FS_CASE_RW(every_other_block, FS_SPARSE,
    "sixty holes between sixty blocks, filled in reverse order")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);

	for (int i = 59; i >= 0; i--)
		write_pattern(k, fd, i * 2 * BLOCK, BLOCK);
	REQUIRE_OK(kern_fsync(k, fd));
	for (int i = 0; i < 60; i++) {
		require_pattern(k, fd, i * 2 * BLOCK, BLOCK);
		if (i < 59)
			require_zeroes(k, fd, (i * 2 + 1) * BLOCK, BLOCK);
	}
	for (int i = 0; i < 59; i++)
		write_pattern(k, fd, (i * 2 + 1) * BLOCK, BLOCK);
	require_pattern(k, fd, 0, 119 * BLOCK);
}

FS_CASE_RW(seek_hole, FS_SPARSE | FS_SEEK_HOLE, "SEEK_DATA and SEEK_HOLE find the borders")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);

	write_pattern(k, fd, 4 * BLOCK, BLOCK);
	REQUIRE_OK(kern_ftruncate(k, fd, 10 * BLOCK));
	REQUIRE_OK(kern_fsync(k, fd));
	REQUIRE_EQ(0, kern_lseek(k, fd, 0, SEEK_HOLE));
	REQUIRE_EQ(4 * BLOCK, kern_lseek(k, fd, 0, SEEK_DATA));
	REQUIRE_EQ(4 * BLOCK + 7, kern_lseek(k, fd, 4 * BLOCK + 7, SEEK_DATA));
	REQUIRE_EQ(5 * BLOCK, kern_lseek(k, fd, 4 * BLOCK, SEEK_HOLE));
	REQUIRE_ERROR(kern_lseek(k, fd, 5 * BLOCK, SEEK_DATA), ENXIO);
	REQUIRE_ERROR(kern_lseek(k, fd, 10 * BLOCK, SEEK_HOLE), ENXIO);
	REQUIRE_ERROR(kern_lseek(k, fd, 10 * BLOCK, SEEK_DATA), ENXIO);
}

FS_CASE_RW(seek_hole_full, 0, "the end of a file without holes is the first hole")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);

	write_pattern(k, fd, 0, 3 * BLOCK);
	REQUIRE_EQ(3 * BLOCK, kern_lseek(k, fd, 0, SEEK_HOLE));
	REQUIRE_EQ(BLOCK, kern_lseek(k, fd, BLOCK, SEEK_DATA));
	REQUIRE_ERROR(kern_lseek(k, fd, 3 * BLOCK, SEEK_DATA), ENXIO);
}

FS_CASE_RW(fallocate, FS_FALLOCATE, "space is there, reads as zeroes, and the size grows")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);

	write_pattern(k, fd, 0, 100);
	REQUIRE_OK(kern_fallocate(k, fd, 0, 0, 10 * BLOCK));
	REQUIRE_EQ(10 * BLOCK, stat_of(k, "/mnt/f").st_size);
	REQUIRE(used(k, fd) >= 10 * BLOCK);
	require_pattern(k, fd, 0, 100);
	require_zeroes(k, fd, 100, 10 * BLOCK - 100);
	write_pattern(k, fd, 3 * BLOCK + 5, BLOCK);
	require_zeroes(k, fd, 3 * BLOCK, 5);
	require_pattern(k, fd, 3 * BLOCK + 5, BLOCK);
	require_zeroes(k, fd, 4 * BLOCK + 5, BLOCK);
}

FS_CASE_RW(fallocate_keep_size, FS_FALLOCATE, "space past the end, the size stays")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);

	write_pattern(k, fd, 0, 100);
	REQUIRE_OK(kern_fallocate(k, fd, FALLOC_FL_KEEP_SIZE, 0, 10 * BLOCK));
	REQUIRE_EQ(100, stat_of(k, "/mnt/f").st_size);
	REQUIRE(used(k, fd) >= 10 * BLOCK);
	REQUIRE_OK(kern_ftruncate(k, fd, 5 * BLOCK));
	require_zeroes(k, fd, 100, 5 * BLOCK - 100);
}

FS_CASE_RW(punch_hole, FS_PUNCH, "a hole in the middle, at bytes and at blocks")
{
	struct kern *k = fs->k;
	const int mode = FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE;
	int fd = open_new(fs);
	uint64_t before;

	write_pattern(k, fd, 0, 10 * BLOCK);
	before = used(k, fd);
	REQUIRE_OK(kern_fallocate(k, fd, mode, 2 * BLOCK, 3 * BLOCK));
	REQUIRE(used(k, fd) < before);
	require_pattern(k, fd, 0, 2 * BLOCK);
	require_zeroes(k, fd, 2 * BLOCK, 3 * BLOCK);
	require_pattern(k, fd, 5 * BLOCK, 5 * BLOCK);
	REQUIRE_OK(kern_fallocate(k, fd, mode, 7 * BLOCK + 100, 50));
	require_pattern(k, fd, 7 * BLOCK, 100);
	require_zeroes(k, fd, 7 * BLOCK + 100, 50);
	require_pattern(k, fd, 7 * BLOCK + 150, BLOCK);
	REQUIRE_OK(kern_fallocate(k, fd, mode, 0, 20 * BLOCK));
	require_zeroes(k, fd, 0, 10 * BLOCK);
	REQUIRE_EQ(10 * BLOCK, stat_of(k, "/mnt/f").st_size);
}

FS_CASE_RW(zero_range, FS_ZERO, "FALLOC_FL_ZERO_RANGE with and without KEEP_SIZE")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);

	write_pattern(k, fd, 0, 10 * BLOCK);
	REQUIRE_OK(kern_fallocate(k, fd, FALLOC_FL_ZERO_RANGE, BLOCK + 10, 2 * BLOCK));
	require_pattern(k, fd, 0, BLOCK + 10);
	require_zeroes(k, fd, BLOCK + 10, 2 * BLOCK);
	require_pattern(k, fd, 3 * BLOCK + 10, BLOCK);
	REQUIRE_OK(kern_fallocate(k, fd, FALLOC_FL_ZERO_RANGE | FALLOC_FL_KEEP_SIZE, 9 * BLOCK,
	    4 * BLOCK));
	REQUIRE_EQ(10 * BLOCK, stat_of(k, "/mnt/f").st_size);
	REQUIRE_OK(kern_fallocate(k, fd, FALLOC_FL_ZERO_RANGE, 9 * BLOCK, 4 * BLOCK));
	REQUIRE_EQ(13 * BLOCK, stat_of(k, "/mnt/f").st_size);
	require_zeroes(k, fd, 9 * BLOCK, 4 * BLOCK);
}

FS_CASE_RW(collapse_range, FS_COLLAPSE, "blocks are taken out, the rest moves down")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);
	char want[16], got[16] = "";

	write_pattern(k, fd, 0, 10 * BLOCK);
	REQUIRE_OK(kern_fallocate(k, fd, FALLOC_FL_COLLAPSE_RANGE, 2 * BLOCK, 3 * BLOCK));
	REQUIRE_EQ(7 * BLOCK, stat_of(k, "/mnt/f").st_size);
	require_pattern(k, fd, 0, 2 * BLOCK);
	pattern(want, 16, 5 * BLOCK);
	REQUIRE_EQ(16, kern_pread(k, fd, got, 16, 2 * BLOCK));
	REQUIRE_MEMEQ(want, got, 16);
	REQUIRE_ERROR(kern_fallocate(k, fd, FALLOC_FL_COLLAPSE_RANGE, 100, BLOCK), EINVAL);
	REQUIRE_ERROR(kern_fallocate(k, fd, FALLOC_FL_COLLAPSE_RANGE, 5 * BLOCK, 2 * BLOCK),
	    EINVAL);
}

FS_CASE_RW(insert_range, FS_COLLAPSE, "a hole is put in, the rest moves up")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);
	char want[16], got[16] = "";

	write_pattern(k, fd, 0, 6 * BLOCK);
	REQUIRE_OK(kern_fallocate(k, fd, FALLOC_FL_INSERT_RANGE, 2 * BLOCK, 3 * BLOCK));
	REQUIRE_EQ(9 * BLOCK, stat_of(k, "/mnt/f").st_size);
	require_pattern(k, fd, 0, 2 * BLOCK);
	require_zeroes(k, fd, 2 * BLOCK, 3 * BLOCK);
	pattern(want, 16, 2 * BLOCK);
	REQUIRE_EQ(16, kern_pread(k, fd, got, 16, 5 * BLOCK));
	REQUIRE_MEMEQ(want, got, 16);
	REQUIRE_ERROR(kern_fallocate(k, fd, FALLOC_FL_INSERT_RANGE, 100, BLOCK), EINVAL);
	REQUIRE_ERROR(kern_fallocate(k, fd, FALLOC_FL_INSERT_RANGE, 9 * BLOCK, BLOCK), EINVAL);
}

FS_CASE_RW(fallocate_errors, FS_FALLOCATE, "lengths, modes and descriptors that are wrong")
{
	struct kern *k = fs->k;
	int fd = open_new(fs);

	REQUIRE_ERROR(kern_fallocate(k, fd, 0, 0, 0), EINVAL);
	REQUIRE_ERROR(kern_fallocate(k, fd, 0, -1, 10), EINVAL);
	REQUIRE_ERROR(kern_fallocate(k, fd, 0, INT64_MAX, INT64_MAX), EFBIG);
	REQUIRE_ERROR(kern_fallocate(k, fd, FALLOC_FL_PUNCH_HOLE, 0, 10), EOPNOTSUPP);
	REQUIRE_OK(kern_close(k, fd));
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));
	REQUIRE_ERROR(kern_fallocate(k, fd, 0, 0, BLOCK), EBADF);
	fd = REQUIRE_OK(kern_open(k, "/mnt", O_RDONLY));
	REQUIRE_ERROR(kern_fallocate(k, fd, 0, 0, BLOCK), EBADF, EISDIR);
}
