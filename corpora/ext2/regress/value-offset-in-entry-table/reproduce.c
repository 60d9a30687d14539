/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: slab-out-of-bounds in ext2_xattr_set
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ext2/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x18404, 1,
	    "\x2d" },
	{ 0x18422, 2,
	    "\x1b\x00" },
};

static long call0(void)
{
	return setxattr(DIR "/attr", "user.a", pattern(0x20, 0), 0x20, 0);
}

static const struct call calls[] = {
	{ 0, "setxattr /attr user.a 32 0x0 any", call0 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "ext2", 0, "errors=continue");
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
