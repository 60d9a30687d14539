/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The arena, and pointers that lead nowhere. */
#include <sys/mman.h>

#include "atf/case.h"
#include "kernel/kern.h"

#define MIB (1ull << 20)

/* The boot fails with that error; its one line speaks of memory. */
static void too_small(uint64_t memory, int error)
{
	struct kern *k;
	const char *why;

	REQUIRE_EQ(-error, kern_try_boot(&k, &why, "tmpfs", .memory = memory));
	REQUIRE(strstr(why, "memory") || strstr(why, "arena"));
	REQUIRE(!strchr(why, '\n'));
}

CASE(arena_small, "an arena that no kernel fits into")
{
	too_small(MIB, ENOMEM);
	too_small(4096, ENOMEM);
}

CASE(arena_bad, "an arena of a size that can not be")
{
	too_small(32 * MIB + 1, EINVAL);
	too_small(1ull << 40, EINVAL);
}

CASE(arena_full, "a file system that outgrows the arena says so")
{
	static char data[256 << 10];
	struct kern *k = kern_boot("tmpfs", .memory = 16 * MIB);
	ssize_t error = 0;
	int fd;

	REQUIRE_OK(kern_mount(k, NULL, "/mnt", "tmpfs", NULL));
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_WRONLY, 0600));
	for (int i = 0; i < 128 && error >= 0; i++)
		error = kern_write(k, fd, data, sizeof(data));
	REQUIRE_ERROR(error, ENOSPC, ENOMEM);
	REQUIRE_OK(kern_close(k, fd));
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
	REQUIRE_OK(kern_put(k, "/mnt/g", data, sizeof(data)));
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
}

static void bad_pointer(struct kern *k, const int *pipe, int fd, long addr)
{
	REQUIRE_ERROR(kern_call(k, KERN_READ, fd, addr, 8), EFAULT);
	REQUIRE_ERROR(kern_call(k, KERN_WRITE, pipe[1], addr, 8), EFAULT);
	REQUIRE_ERROR(kern_call(k, KERN_OPENAT, AT_FDCWD, addr, O_RDONLY, 0), EFAULT);
	REQUIRE_ERROR(kern_call(k, KERN_FSTATFS, fd, addr), EFAULT);
	REQUIRE_ERROR(kern_call(k, KERN_CLOCK_GETTIME, CLOCK_MONOTONIC, addr), EFAULT);
	REQUIRE_ERROR(kern_call(k, KERN_PIPE2, addr, 0), EFAULT);
}

CASE(pointer_bad, "a bad user pointer gives EFAULT and harms nothing")
{
	struct kern *k = kern_boot("tmpfs");
	char *hole = mmap(NULL, 8192, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int pipe[2], fd;

	REQUIRE(hole != MAP_FAILED);
	REQUIRE_OK(kern_mount(k, NULL, "/mnt", "tmpfs", NULL));
	REQUIRE_OK(kern_put(k, "/mnt/f", "12345678", 8));
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));
	REQUIRE_OK(kern_call(k, KERN_PIPE2, (long)pipe, 0));
	bad_pointer(k, pipe, fd, 8);
	bad_pointer(k, pipe, fd, (long)hole);
	bad_pointer(k, pipe, fd, (long)0x8000000000000000ull);
	bad_pointer(k, pipe, fd, -8);
	REQUIRE_STREQ("", kern_splat(k));
	REQUIRE(kern_alive(k));
	kern_halt(k);
	munmap(hole, 8192);
}

CASE(pointer_edge, "a transfer ends where the memory ends")
{
	struct kern *k = kern_boot("tmpfs");
	char *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char data[4096];
	int fd;

	REQUIRE(page != MAP_FAILED);
	REQUIRE_EQ(0, munmap(page + 4096, 4096));
	memset(data, 'a', sizeof(data));
	REQUIRE_OK(kern_mount(k, NULL, "/mnt", "tmpfs", NULL));
	REQUIRE_OK(kern_put(k, "/mnt/f", data, sizeof(data)));
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));
	REQUIRE_EQ(100, kern_pread(k, fd, page + 3996, 4096, 0));
	REQUIRE_MEMEQ(data, page + 3996, 100);
	REQUIRE_EQ(0, mprotect(page, 4096, PROT_READ));
	REQUIRE_ERROR(kern_pread(k, fd, page, 4096, 0), EFAULT);
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
	munmap(page, 4096);
}
