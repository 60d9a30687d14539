/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in mark_buffer_dirty
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/hfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	write:7=gone(8ms,ro)
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x40f, 1,
	    "\x7e" },
};

static long call0(void)
{
	return (drop(0), fd[0] = open(DIR "/new0", 0x42, 0));
}

static long call1(void)
{
	return pwrite(fd[0], pattern(0x1000, 0), 0x1000, 0);
}

static long call2(void)
{
	return fsync(fd[0]);
}

static long call3(void)
{
	return mknod(DIR "/new1", 0x8000 | 0, S_ISCHR(0x8000) ? makedev(1, 3) : 0);
}

static const struct call calls[] = {
	{ 0, "open /new0 rw+creat 00", call0 },
	{ 0, "pwrite f0 4096 0x0 0x0", call1 },
	{ 0, "fsync f0", call2 },
	{ 0, "mknod /new1 regular 00", call3 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "hfs", 0, "quiet");
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
	attach(argv[1], patches, 1);
	if (mount_it()) {
		perror("mount");
		return 1;
	}
	run(calls, 4);
	return umount(DIR) != 0;
}
