/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What all programs of regressions share, corpora/<target>/regress/<what>/reproduce.c:
 * the image on a loop device, and the helpers that a call is written with.  A
 * program is the only one that includes it, after #define _GNU_SOURCE.
 * `<target>-triage --c INPUT` prints a program that has it in itself.
 */
#ifndef RUMPUS_TRIAGE_REPRODUCE_H
#define RUMPUS_TRIAGE_REPRODUCE_H

#include <errno.h>
#include <fcntl.h>
#include <linux/loop.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "fuzz/input/pack.h"

#define DIR "/mnt"
#define IMAGE "reproduce.img"

struct patch {
	unsigned long long at;
	unsigned len;
	const char *data;
};

struct call {
	int process;
	const char *text;
	long (*make)(void);
};

static int fd[8] = { -1, -1, -1, -1, -1, -1, -1, -1 };
static struct {
	char *addr;
	size_t len;
} map[8];
static struct {
	unsigned char before[64], bytes[16384]; /* between two sectors, for direct I/O */
} __attribute__((aligned(512))) room;
#define buffer room.bytes
static char loop[64];
static inline long cycle(void);

static void fail(const char *what)
{
	perror(what);
	exit(2);
}

/* The base image with the patches, on a loop device. */
static inline void attach(const char *base, const struct patch *patch, size_t n)
{
	struct loop_info64 info = { .lo_flags = LO_FLAGS_AUTOCLEAR };
	int from = open(base, O_RDONLY), to = open(IMAGE, O_RDWR | O_CREAT | O_TRUNC, 0600);
	int control = open("/dev/loop-control", O_RDWR), device;
	ssize_t len;

	if (from < 0)
		fail(base);
	if (to < 0)
		fail(IMAGE);
	while ((len = read(from, buffer, sizeof(buffer))) > 0)
		if (write(to, buffer, len) != len)
			fail(IMAGE);
	for (size_t i = 0; i < n; i++)
		if (pwrite(to, patch[i].data, patch[i].len, patch[i].at) != (ssize_t)patch[i].len)
			fail(IMAGE);
	snprintf(loop, sizeof(loop), "/dev/loop%d", ioctl(control, LOOP_CTL_GET_FREE));
	device = open(loop, O_RDWR);
	if (device < 0 || ioctl(device, LOOP_SET_FD, to))
		fail(loop);
	ioctl(device, LOOP_SET_STATUS64, &info);
	close(from);
	close(to);
	close(control);
	/* The device stays open, and attached, until this process ends. */
}

static inline unsigned char *pattern(size_t len, unsigned char first)
{
	for (size_t i = 0; i < len; i++)
		buffer[i] = first + i * 7 + (i >> 8);
	return buffer;
}

static inline long drop(int slot)
{
	int was = fd[slot];

	fd[slot] = -1;
	return close(was);
}

static inline long copy(int from, loff_t at, int to, loff_t to_at, size_t len)
{
	return copy_file_range(from, &at, to, &to_at, len, 0);
}

static inline long set_times(const char *path, unsigned long long when)
{
	struct timespec times[2] = { { when, 1 }, { when >> 1, 999999999 } };

	return utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW);
}

static inline long unmap(int slot)
{
	size_t len = map[slot].len;

	map[slot].len = 0;
	return len ? munmap(map[slot].addr, len) : 0;
}

static inline long map_file(int slot, int file, size_t len, int prot, off_t at)
{
	len = len ? len : 1;
	unmap(slot);
	map[slot].addr = mmap(NULL, len, prot, MAP_SHARED, file, at & ~4095l);
	map[slot].len = map[slot].addr == MAP_FAILED ? 0 : len;
	return map[slot].len ? 0 : -1;
}

static inline long poke(int slot, size_t at, char value)
{
	if (map[slot].len)
		*(volatile char *)(map[slot].addr + at % map[slot].len) = value;
	return map[slot].len ? 0 : -1;
}

static inline long peek(int slot, size_t at)
{
	if (map[slot].len)
		(void)*(volatile char *)(map[slot].addr + at % map[slot].len);
	return map[slot].len ? 0 : -1;
}

static inline void let_go(void)
{
	for (int i = 0; i < 8; i++) {
		unmap(i);
		if (fd[i] >= 0)
			drop(i);
	}
}

/* The second process makes the calls that it is sent the number of. */
static int second = -1;

static inline void serve(int from, const struct call *call)
{
	long number, result[2];

	while (read(from, &number, sizeof(number)) == sizeof(number)) {
		errno = 0;
		if (number < 0)
			let_go();
		result[0] = number < 0 ? 0 : call[number].make();
		result[1] = errno;
		if (write(from, result, sizeof(result)) != sizeof(result))
			break;
	}
	_exit(0);
}

static inline long make(const struct call *call, long number)
{
	long result[2];

	errno = 0;
	if (number >= 0 && !call[number].process)
		return call[number].make();
	if (second < 0)
		return 0;
	if (write(second, &number, sizeof(number)) != sizeof(number) ||
	    read(second, result, sizeof(result)) != sizeof(result))
		fail("the second process");
	errno = result[1];
	return result[0];
}

static inline void run(const struct call *call, long n)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends))
		fail("socketpair");
	if (fork() == 0) {
		close(ends[0]);
		serve(ends[1], call);
	}
	close(ends[1]);
	second = ends[0];
	for (long i = 0; i < n; i++) {
		long result = make(call, i);

		if (result < 0)
			printf("%s = -%s\n", call[i].text, strerrorname_np(errno));
		else
			printf("%s = %ld\n", call[i].text, result);
		fflush(stdout);
	}
	make(call, -1);
	let_go();
}

static inline long control(int file, unsigned long request, const char *layout, const char *data,
    size_t len)
{
	return ioctl(file, request,
	    pack_ioctl(buffer, sizeof(buffer), layout, (const unsigned char *)data, len, fd));
}

static inline long freeze(int file)
{
	return ioctl(file, _IOWR('X', 119, int), 0) ? -1 : ioctl(file, _IOWR('X', 120, int), 0);
}

static inline long set_acl(const char *path, const char *name, const char *data, size_t len)
{
	return setxattr(path, name, buffer, pack_acl(buffer, (const unsigned char *)data, len), 0);
}

static inline long quota(int command, int id, const char *data, size_t len)
{
	memset(buffer, 0, sizeof(buffer));
	memcpy(buffer, data, len);
	return syscall(SYS_quotactl, command, *loop ? loop : NULL, id, buffer);
}

#endif
