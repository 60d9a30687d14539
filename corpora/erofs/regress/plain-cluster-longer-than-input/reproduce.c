/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: slab-out-of-bounds in z_erofs_transform_plain
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/erofs/images fuzz-lz4 base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x404, 4,
	    "\x67\x80\x91\xf0" },
	{ 0x70a, 1,
	    "\x0b" },
};

static long call0(void)
{
	return (drop(0), fd[0] = open(DIR "/file", 0, 0));
}

static long call1(void)
{
	return read(fd[0], buffer, 0x2020);
}

static const struct call calls[] = {
	{ 0, "open /file r 00", call0 },
	{ 0, "read f0 8224", call1 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "erofs", 0, "user_xattr,acl");
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
	run(calls, 2);
	return umount(DIR) != 0;
}
