/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * UBSAN: shift-out-of-bounds in xfs_dialloc
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/xfs/images fuzz-1k base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x538, 4,
	    "\xee\x67\xb5\xd8" },
	{ 0x54b, 1,
	    "\x04" },
};

static long call0(void)
{
	return (drop(0), fd[0] = open(DIR "/", 0, 0));
}

static long call1(void)
{
	return control(fd[0], 0xc040583c, "iilii", "\006", 1);
}

static long call2(void)
{
	return (drop(1), fd[1] = open(DIR "/..dots", 0x42, 0));
}

static const struct call calls[] = {
	{ 0, "open / r 00", call0 },
	{ 0, "ioctl f0 scrub 06", call1 },
	{ 0, "open /..dots rw+creat 00", call2 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "xfs", 0, "nouuid");
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
	attach(argv[1], patches, 2);
	if (mount_it()) {
		perror("mount");
		return 1;
	}
	run(calls, 3);
	return umount(DIR) != 0;
}
