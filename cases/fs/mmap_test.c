/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Files in memory: what goes through page faults. */
#include <sys/mman.h>

#include "cases/fs/fs_util.h"

#define PAGE 4096

/* A file of `pages` pages of pattern, mapped; *fd stays open. */
static uint64_t map(struct fs *fs, size_t pages, int prot, int flags, int *fd)
{
	uint64_t addr = 0;

	*fd = REQUIRE_OK(kern_open(fs->k, "/mnt/f", O_CREAT | O_RDWR, 0644));
	write_pattern(fs->k, *fd, 0, pages * PAGE);
	REQUIRE_OK(kern_mmap(fs->k, &addr, pages * PAGE, prot, flags, *fd, 0));
	return addr;
}

static void require_mapped(struct kern *k, uint64_t addr, uint64_t at, size_t len)
{
	char want[PAGE], got[PAGE] = "";

	pattern(want, len, at);
	REQUIRE_OK(kern_peek(k, got, addr + at, len));
	REQUIRE_MEMEQ(want, got, len);
}

FS_CASE_RW(mmap_read, 0, "a mapping shows what is in the file")
{
	int fd;
	uint64_t addr = map(fs, 4, PROT_READ, MAP_SHARED, &fd);

	for (int i = 0; i < 4; i++)
		require_mapped(fs->k, addr, i * PAGE, PAGE);
	REQUIRE_OK(kern_munmap(fs->k, addr, 4 * PAGE));
	REQUIRE_ERROR(kern_peek(fs->k, &fd, addr, 1), EFAULT);
}

FS_CASE_RW(mmap_shared, 0, "writes to memory and to the file are one")
{
	struct kern *k = fs->k;
	int fd;
	uint64_t addr = map(fs, 3, PROT_READ | PROT_WRITE, MAP_SHARED, &fd);
	char buf[8] = "";

	REQUIRE_OK(kern_poke(k, addr + PAGE + 5, "memory", 6));
	REQUIRE_EQ(6, kern_pread(k, fd, buf, 6, PAGE + 5));
	REQUIRE_STREQ("memory", buf);
	REQUIRE_EQ(6, kern_pwrite(k, fd, "a file", 6, 2 * PAGE));
	REQUIRE_OK(kern_peek(k, buf, addr + 2 * PAGE, 6));
	REQUIRE_STREQ("a file", buf);
	require_mapped(k, addr, 0, PAGE);
}

FS_CASE_RW(mmap_msync, FS_PERSIST, "what was written to memory is on the disk after msync")
{
	struct kern *k = fs->k;
	int fd;
	uint64_t addr = map(fs, 3, PROT_READ | PROT_WRITE, MAP_SHARED, &fd);
	char buf[PAGE];

	memset(buf, 'm', PAGE);
	REQUIRE_OK(kern_poke(k, addr + PAGE, buf, PAGE));
	REQUIRE_OK(kern_msync(k, addr, 3 * PAGE, MS_SYNC));
	REQUIRE_OK(kern_munmap(k, addr, 3 * PAGE));
	REQUIRE_OK(kern_close(k, fd));
	fs_remount(fs, NULL);
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));
	require_pattern(k, fd, 0, PAGE);
	for (int i = 0; i < PAGE; i += 64) {
		char got[64] = "";

		REQUIRE_EQ(64, kern_pread(k, fd, got, 64, PAGE + i));
		REQUIRE_MEMEQ(buf, got, 64);
	}
	require_pattern(k, fd, 2 * PAGE, PAGE);
}

FS_CASE_RW(mmap_written_at_unmap, FS_PERSIST, "without msync it is there after an unmount")
{
	struct kern *k = fs->k;
	int fd;
	uint64_t addr = map(fs, 1, PROT_READ | PROT_WRITE, MAP_SHARED, &fd);
	char got[4] = "";

	REQUIRE_OK(kern_poke(k, addr + 100, "late", 4));
	REQUIRE_OK(kern_munmap(k, addr, PAGE));
	REQUIRE_OK(kern_close(k, fd));
	fs_remount(fs, NULL);
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));
	REQUIRE_EQ(4, kern_pread(k, fd, got, 4, 100));
	REQUIRE_MEMEQ("late", got, 4);
}

FS_CASE_RW(mmap_private, 0, "a private mapping keeps its writes to itself")
{
	struct kern *k = fs->k;
	int fd;
	uint64_t addr = map(fs, 2, PROT_READ | PROT_WRITE, MAP_PRIVATE, &fd);
	char buf[8] = "";

	REQUIRE_OK(kern_poke(k, addr, "mine", 4));
	REQUIRE_OK(kern_peek(k, buf, addr, 4));
	REQUIRE_STREQ("mine", buf);
	require_pattern(k, fd, 0, 2 * PAGE);
	REQUIRE_OK(kern_munmap(k, addr, 2 * PAGE));
}

FS_CASE_RW(mmap_hole, FS_SPARSE, "a write through a page fault fills a hole")
{
	struct kern *k = fs->k;
	int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0644));
	uint64_t addr = 0;
	char got[8] = "aaaa";

	REQUIRE_OK(kern_ftruncate(k, fd, 8 * PAGE));
	REQUIRE_OK(kern_mmap(k, &addr, 8 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
	REQUIRE_OK(kern_peek(k, got, addr + 5 * PAGE, 4));
	REQUIRE_MEMEQ("\0\0\0\0", got, 4);
	REQUIRE_OK(kern_poke(k, addr + 3 * PAGE + 9, "fill", 4));
	REQUIRE_OK(kern_msync(k, addr, 8 * PAGE, MS_SYNC));
	require_zeroes(k, fd, 0, 3 * PAGE + 9);
	REQUIRE_EQ(4, kern_pread(k, fd, got, 4, 3 * PAGE + 9));
	REQUIRE_STREQ("fill", got);
	require_zeroes(k, fd, 3 * PAGE + 13, 4 * PAGE);
}

FS_CASE_RW(mmap_past_end, 0, "SIGBUS on a page past the end, zeroes up to it")
{
	struct kern *k = fs->k;
	int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0644));
	uint64_t addr = 0;
	char got[4] = "aaa";

	write_pattern(k, fd, 0, PAGE + 100);
	REQUIRE_OK(kern_mmap(k, &addr, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
	REQUIRE_OK(kern_peek(k, got, addr + PAGE + 100, 4));
	REQUIRE_MEMEQ("\0\0\0\0", got, 4);
	REQUIRE_ERROR(kern_peek(k, got, addr + 2 * PAGE, 1), EIO);
	REQUIRE_ERROR(kern_poke(k, addr + 3 * PAGE, "x", 1), EIO);
	REQUIRE_EQ(PAGE + 100, stat_of(k, "/mnt/f").st_size);
}

FS_CASE_RW(mmap_truncated, 0, "SIGBUS where a file was cut off below its mapping")
{
	struct kern *k = fs->k;
	int fd;
	uint64_t addr = map(fs, 3, PROT_READ | PROT_WRITE, MAP_SHARED, &fd);
	char got[4] = "";

	require_mapped(k, addr, 2 * PAGE, PAGE);
	REQUIRE_OK(kern_ftruncate(k, fd, PAGE));
	REQUIRE_ERROR(kern_peek(k, got, addr + 2 * PAGE, 1), EIO);
	require_mapped(k, addr, 0, PAGE);
	REQUIRE_OK(kern_ftruncate(k, fd, 3 * PAGE));
	REQUIRE_OK(kern_peek(k, got, addr + 2 * PAGE, 4));
	REQUIRE_MEMEQ("\0\0\0\0", got, 4);
}

FS_CASE_RW(mmap_beyond_size_not_written, FS_PERSIST,
    "bytes poked past the end do not reach the file")
{
	struct kern *k = fs->k;
	int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0644));
	uint64_t addr = 0;

	write_pattern(k, fd, 0, 100);
	REQUIRE_OK(kern_mmap(k, &addr, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
	REQUIRE_OK(kern_poke(k, addr + 100, "lost", 4));
	REQUIRE_OK(kern_msync(k, addr, PAGE, MS_SYNC));
	REQUIRE_OK(kern_munmap(k, addr, PAGE));
	REQUIRE_OK(kern_close(k, fd));
	fs_remount(fs, NULL);
	require_pattern_file(k, "/mnt/f", 100);
	REQUIRE_OK(kern_truncate(k, "/mnt/f", 200));
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));
	require_zeroes(k, fd, 100, 100);
}

FS_CASE_RW(mmap_protection, 0, "what a descriptor may not do, its mapping may not either")
{
	struct kern *k = fs->k;
	uint64_t addr = 0;
	int fd;

	put_pattern(k, "/mnt/f", PAGE);
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));
	REQUIRE_ERROR(kern_mmap(k, &addr, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0), EACCES);
	REQUIRE_OK(kern_mmap(k, &addr, PAGE, PROT_READ, MAP_SHARED, fd, 0));
	REQUIRE_ERROR(kern_poke(k, addr, "x", 1), EFAULT);
	REQUIRE_OK(kern_close(k, fd));
	require_mapped(k, addr, 0, PAGE); /* a mapping outlives its descriptor */
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_WRONLY));
	REQUIRE_ERROR(kern_mmap(k, &addr, PAGE, PROT_READ, MAP_SHARED, fd, 0), EACCES);
	fd = REQUIRE_OK(kern_open(k, "/mnt", O_RDONLY));
	REQUIRE_ERROR(kern_mmap(k, &addr, PAGE, PROT_READ, MAP_SHARED, fd, 0), ENODEV);
}

FS_CASE_RW(mmap_unlinked, FS_UNLINK_OPEN, "a mapping keeps a file without name and descriptor")
{
	struct kern *k = fs->k;
	int fd;
	uint64_t addr = map(fs, 2, PROT_READ | PROT_WRITE, MAP_SHARED, &fd);

	REQUIRE_OK(kern_close(k, fd));
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
	require_mapped(k, addr, PAGE, PAGE);
	REQUIRE_OK(kern_poke(k, addr, "x", 1));
	REQUIRE_ERROR(kern_umount(k, "/mnt"), EBUSY);
	REQUIRE_OK(kern_munmap(k, addr, 2 * PAGE));
}

FS_CASE_RW(write_from_own_mapping, 0, "a file written from a mapping of itself")
{
	struct kern *k = fs->k;
	int fd;
	uint64_t addr = map(fs, 2, PROT_READ | PROT_WRITE, MAP_SHARED, &fd);
	char want[PAGE], got[PAGE] = "";

	REQUIRE_EQ(PAGE, kern_pwrite(k, fd, (void *)(uintptr_t)addr, PAGE, PAGE));
	pattern(want, PAGE, 0);
	REQUIRE_EQ(PAGE, kern_pread(k, fd, got, PAGE, PAGE));
	REQUIRE_MEMEQ(want, got, PAGE);
}
