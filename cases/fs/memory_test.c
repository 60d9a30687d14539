/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The memory that a process gives to calls: O_DIRECT, and bad pointers. */
#include <sys/mman.h>
#include <sys/uio.h>

#include "cases/fs/fs_util.h"

#define PAGE 4096
#define BAD ((void *)8)

/* Anonymous memory of the process, `pages` pages. */
static uint64_t memory(struct kern *k, size_t pages)
{
	uint64_t addr = 0;

	REQUIRE_OK(kern_mmap(k, &addr, pages * PAGE, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
	return addr;
}

static void *at(uint64_t addr)
{
	return (void *)(uintptr_t)addr;
}

FS_CASE_RW(direct, FS_DIRECT, "O_DIRECT writes and reads, the cache sees the same")
{
	struct kern *k = fs->k;
	char want[PAGE], got[PAGE] = "";
	uint64_t out = memory(k, 4), in = memory(k, 4);
	int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR | O_DIRECT, 0644));

	for (int i = 0; i < 4; i++) {
		pattern(want, PAGE, i * PAGE);
		REQUIRE_OK(kern_poke(k, out + i * PAGE, want, PAGE));
	}
	REQUIRE_EQ(4 * PAGE, kern_pwrite(k, fd, at(out), 4 * PAGE, 0));
	require_pattern_file(k, "/mnt/f", 4 * PAGE);
	REQUIRE_EQ(4 * PAGE, kern_pread(k, fd, at(in), 4 * PAGE, 0));
	for (int i = 0; i < 4; i++) {
		pattern(want, PAGE, i * PAGE);
		REQUIRE_OK(kern_peek(k, got, in + i * PAGE, PAGE));
		REQUIRE_MEMEQ(want, got, PAGE);
	}
	REQUIRE_EQ(0, kern_pread(k, fd, at(in), PAGE, 4 * PAGE));
}

FS_CASE_RW(direct_and_cached, FS_DIRECT, "a direct write replaces what the cache holds")
{
	struct kern *k = fs->k;
	char page[PAGE], got[PAGE] = "";
	uint64_t out = memory(k, 1);
	int cached = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0644));
	int direct = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDWR | O_DIRECT));

	write_pattern(k, cached, 0, 3 * PAGE);
	require_pattern(k, cached, 0, 3 * PAGE);
	memset(page, 'D', PAGE);
	REQUIRE_OK(kern_poke(k, out, page, PAGE));
	REQUIRE_EQ(PAGE, kern_pwrite(k, direct, at(out), PAGE, PAGE));
	REQUIRE_EQ(PAGE, kern_pread(k, cached, got, PAGE, PAGE));
	REQUIRE_MEMEQ(page, got, PAGE);
	require_pattern(k, cached, 0, PAGE);
	require_pattern(k, cached, 2 * PAGE, PAGE);
}

FS_CASE_RW(direct_hole, FS_DIRECT | FS_SPARSE, "direct reads of a hole, writes into it")
{
	struct kern *k = fs->k;
	char page[PAGE], got[PAGE] = "";
	uint64_t buf = memory(k, 1);
	int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR | O_DIRECT, 0644));

	memset(page, 'H', PAGE);
	REQUIRE_OK(kern_poke(k, buf, page, PAGE));
	REQUIRE_OK(kern_ftruncate(k, fd, 8 * PAGE));
	REQUIRE_EQ(PAGE, kern_pwrite(k, fd, at(buf), PAGE, 3 * PAGE));
	REQUIRE_EQ(PAGE, kern_pread(k, fd, at(buf), PAGE, 2 * PAGE));
	REQUIRE_OK(kern_peek(k, got, buf, PAGE));
	REQUIRE_EQ(0, got[0]);
	REQUIRE_EQ(0, got[PAGE - 1]);
	REQUIRE_EQ(PAGE, kern_pread(k, fd, at(buf), PAGE, 3 * PAGE));
	REQUIRE_OK(kern_peek(k, got, buf, PAGE));
	REQUIRE_MEMEQ(page, got, PAGE);
}

FS_CASE_RW(bad_pointer_data, 0, "EFAULT for data that is not there; the file is as before")
{
	struct kern *k = fs->k;
	struct iovec v = { BAD, 100 };
	int fd;

	put_pattern(k, "/mnt/f", 1000);
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDWR));
	REQUIRE_ERROR(kern_read(k, fd, BAD, 100), EFAULT);
	REQUIRE_ERROR(kern_pwrite(k, fd, BAD, 100, 0), EFAULT);
	REQUIRE_ERROR(kern_pwrite(k, fd, BAD, 5000, 1000), EFAULT);
	REQUIRE_ERROR(kern_call(k, KERN_READV, fd, (long)&v, 1), EFAULT);
	REQUIRE_ERROR(kern_call(k, KERN_WRITEV, fd, (long)&v, 1), EFAULT);
	REQUIRE_ERROR(kern_call(k, KERN_WRITEV, fd, (long)BAD, 1), EFAULT);
	REQUIRE_EQ(0, kern_lseek(k, fd, 0, SEEK_CUR));
	require_pattern_file(k, "/mnt/f", 1000);
}

FS_CASE_RW(bad_pointer_results, 0, "EFAULT for results that have nowhere to go")
{
	struct kern *k = fs->k;
	int fd = REQUIRE_OK(kern_open(k, "/mnt", O_RDONLY | O_DIRECTORY));

	REQUIRE_ERROR(kern_call(k, KERN_GETDENTS, fd, (long)BAD, 4096), EFAULT);
	REQUIRE_ERROR(kern_call(k, KERN_STATFS, (long)"/mnt", (long)BAD), EFAULT);
	REQUIRE_ERROR(kern_call(k, KERN_STATX, fd, (long)".", 0, STATX_ALL, (long)BAD), EFAULT);
}

FS_CASE_RW(bad_pointer_path, 0, "EFAULT for a path that is not there")
{
	struct kern *k = fs->k;

	REQUIRE_ERROR(kern_call(k, KERN_OPENAT, AT_FDCWD, (long)BAD, O_RDONLY, 0), EFAULT);
	REQUIRE_ERROR(kern_call(k, KERN_MKDIRAT, AT_FDCWD, (long)BAD, 0755), EFAULT);
	REQUIRE_ERROR(kern_call(k, KERN_UNLINKAT, AT_FDCWD, (long)BAD, 0), EFAULT);
	REQUIRE_ERROR(kern_rename(k, "/mnt", BAD), EFAULT);
	REQUIRE_ERROR(kern_call(k, KERN_OPENAT, AT_FDCWD, 0, O_RDONLY, 0), EFAULT);
}

FS_CASE_RW(half_bad_buffer, 0, "a buffer whose second page is missing gives what there is")
{
	struct kern *k = fs->k;
	uint64_t addr = memory(k, 2);
	char page[PAGE];
	long n;
	int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0644));

	pattern(page, PAGE, 0);
	REQUIRE_OK(kern_poke(k, addr, page, PAGE));
	REQUIRE_OK(kern_munmap(k, addr + PAGE, PAGE));
	n = kern_pwrite(k, fd, at(addr), 2 * PAGE, 0);
	REQUIRE_ERROR(n < 0 ? n : n <= PAGE ? 0 : E2BIG, 0, EFAULT);
	if (n > 0)
		require_pattern_file(k, "/mnt/f", n);
	write_pattern(k, fd, 0, 2 * PAGE);
	n = kern_pread(k, fd, at(addr), 2 * PAGE, 0);
	REQUIRE_ERROR(n < 0 ? n : n <= PAGE ? 0 : E2BIG, 0, EFAULT);
}

FS_CASE_RW(read_only_buffer, 0, "a read into memory that can not be written is EFAULT")
{
	struct kern *k = fs->k;
	uint64_t addr = 0;
	int fd;

	put_pattern(k, "/mnt/f", 100);
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));
	REQUIRE_OK(kern_mmap(k, &addr, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
	REQUIRE_ERROR(kern_pread(k, fd, at(addr), 100, 0), EFAULT);
	REQUIRE_OK(kern_call(k, KERN_MPROTECT, addr, PAGE, PROT_READ | PROT_WRITE));
	REQUIRE_EQ(100, kern_pread(k, fd, at(addr), 100, 0));
}
