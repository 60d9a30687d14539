/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING: possible circular locking dependency in ocfs2_setattr
 *
 * On a real kernel, as root, in a machine that may crash:
 *
 *	components/ocfs2/images fuzz base.img
 *	cc -o reproduce reproduce.c && ./reproduce base.img
 */
#define _GNU_SOURCE
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
/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Arguments that are made of the bytes of a call.  Any bytes make some.  Part of
 * each program that triage writes as well, so it stands alone.
 */
#ifndef RUMPUS_FUZZ_PACK_H
#define RUMPUS_FUZZ_PACK_H

#include <stddef.h>
#include <string.h>

#define PACK_SLOTS 8

/* The bytes that are left; what is missing reads as 0. */
struct pack {
	const unsigned char *at;
	size_t left;
};

static inline unsigned long long pack_take(struct pack *p, size_t n)
{
	unsigned long long value = 0;

	for (size_t i = 0; i < n && p->left; i++, p->left--)
		value |= (unsigned long long)*p->at++ << 8 * i;
	return value;
}

static inline unsigned char *pack_put(unsigned char *to, unsigned long long value, size_t n)
{
	for (size_t i = 0; i < n; i++)
		to[i] = value >> 8 * i;
	return to + n;
}

/*
 * The third argument of an ioctl: a number, or the address of a structure made in
 * `room` (size bytes, cleared before).  A layout is a letter for each field:
 *
 *	b h i l  a number of 1, 2, 4 or 8 bytes, as many of the data
 *	f F      a descriptor, in 4 or 8 bytes: 1 byte of the data is its slot of fd[]
 *	1 -      4 bytes that hold 1, or 0, and take none of the data
 *	P        a pointer, 8 bytes, to the second half of the room
 *	s        the rest of the data as it is
 *
 * or "v": the argument is a number itself, or "d": a descriptor.
 */
static inline long pack_ioctl(unsigned char *room, size_t size, const char *layout,
    const unsigned char *data, size_t len, const int *fd)
{
	struct pack p = { data, len };
	unsigned char *to = room;

	if (*layout == 'v')
		return pack_take(&p, 8);
	if (*layout == 'd')
		return fd[pack_take(&p, 1) % PACK_SLOTS];
	memset(room, 0, size);
	for (; *layout; layout++) {
		if (*layout == 'b')
			to = pack_put(to, pack_take(&p, 1), 1);
		else if (*layout == 'h')
			to = pack_put(to, pack_take(&p, 2), 2);
		else if (*layout == 'i')
			to = pack_put(to, pack_take(&p, 4), 4);
		else if (*layout == 'l')
			to = pack_put(to, pack_take(&p, 8), 8);
		else if (*layout == 'f' || *layout == 'F')
			to =
			    pack_put(to, fd[pack_take(&p, 1) % PACK_SLOTS], *layout == 'f' ? 4 : 8);
		else if (*layout == 'P')
			to = pack_put(to, (unsigned long)(room + size / 2), 8);
		else if (*layout == 's')
			to = memcpy(to, p.at, p.left);
		else
			to = pack_put(to, *layout == '1', 4);
	}
	return (long)room;
}

static inline unsigned char *pack_entry(unsigned char *to, unsigned tag, unsigned mode,
    unsigned long id)
{
	to = pack_put(to, tag, 2);
	to = pack_put(to, mode & 7, 2);
	return pack_put(to, id, 4);
}

/* An access control list as extended attributes hold it, version 2, that is valid:
 * 2 bytes with the four modes, 1 with the number of users and of groups (3 bits
 * each), then 3 for each of these: mode, id.  Returns its size. */
static inline size_t pack_acl(unsigned char *room, const unsigned char *data, size_t len)
{
	enum { USER_OBJ = 1, USER = 2, GROUP_OBJ = 4, GROUP = 8, MASK = 16, OTHER = 32 };
	struct pack p = { data, len };
	const unsigned modes = pack_take(&p, 2), counts = pack_take(&p, 1);
	unsigned char *to = pack_put(room, 2, 4);

	to = pack_entry(to, USER_OBJ, modes, -1ul);
	for (unsigned i = 0; i < (counts & 7); i++)
		to = pack_entry(to, USER, pack_take(&p, 1), pack_take(&p, 2));
	to = pack_entry(to, GROUP_OBJ, modes >> 3, -1ul);
	for (unsigned i = 0; i < (counts >> 3 & 7); i++)
		to = pack_entry(to, GROUP, pack_take(&p, 1), pack_take(&p, 2));
	if (counts & 63)
		to = pack_entry(to, MASK, modes >> 6, -1ul);
	return pack_entry(to, OTHER, modes >> 9, -1ul) - room;
}

#endif

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
	return setxattr(path, name, buffer,
	    pack_acl(buffer, (const unsigned char *)data, len), 0);
}

static inline long quota(int command, int id, const char *data, size_t len)
{
	memset(buffer, 0, sizeof(buffer));
	memcpy(buffer, data, len);
	return syscall(SYS_quotactl, command, *loop ? loop : NULL, id, buffer);
}

static long call0(void)
{
	return setxattr(DIR "/file", "user.a", pattern(0, 0), 0, 0);
}

static long call1(void)
{
	return chmod(DIR "/file", 0);
}

static const struct call calls[] = {
	{ 0, "setxattr /file user.a 0 0x0 any", call0 },
	{ 0, "chmod /file 00", call1 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "ocfs2", 0, "heartbeat=none");
}

static inline long cycle(void)
{
	make(calls, -1);
	let_go();
	return umount(DIR) ? -1 : mount_it();
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fprintf(stderr, "usage: %s BASE-IMAGE\n", argv[0]);
		return 2;
	}
	attach(argv[1], NULL, 0);
	if (mount_it()) {
		perror("mount");
		return 1;
	}
	run(calls, 2);
	return umount(DIR) != 0;
}
