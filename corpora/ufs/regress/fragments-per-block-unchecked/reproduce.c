/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * UBSAN: array-index-out-of-bounds in ufs_alloc_fragments
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ufs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x2038, 3,
	    "\x00\x00\x10" },
};

static long call0(void)
{
	return (drop(0), fd[0] = open(DIR "/file", 2, 0));
}

static long call1(void)
{
	return pwrite(fd[0], pattern(8, 0), 8, 0x10000);
}

static const struct call calls[] = {
	{ 0, "open /file rw 00", call0 },
	{ 0, "pwrite f0 8 0x0 0x10000", call1 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "ufs", 0, "ufstype=44bsd");
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
	run(calls, 2);
	return umount(DIR) != 0;
}
