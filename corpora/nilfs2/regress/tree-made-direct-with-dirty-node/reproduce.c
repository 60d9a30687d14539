/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: slab-out-of-bounds in nilfs_direct_propagate
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/nilfs2/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x10000, 4,
	    "\x12\x8a\x2c\x93" },
	{ 0x12c02, 1,
	    "\x30" },
};

static long call0(void)
{
	return (drop(0), fd[0] = open(DIR "/sparse", 0x242, 0));
}

static const struct call calls[] = {
	{ 0, "open /sparse rw+creat+trunc 00", call0 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "nilfs2", 0, "errors=continue");
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
	run(calls, 1);
	return umount(DIR) != 0;
}
