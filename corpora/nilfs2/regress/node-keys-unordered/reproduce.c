/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in nilfs_btree_assign
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/nilfs2/images fuzz-4k base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x40000, 4,
	    "\xc9\x0c\xf9\x7a" },
	{ 0x4f010, 1,
	    "\x20" },
};

static long call0(void)
{
	return (drop(0), fd[0] = open(DIR "/attr", 0x42, 0));
}

static long call1(void)
{
	return control(fd[0], 0x40086602, "i", "", 0);
}

static const struct call calls[] = {
	{ 0, "open /attr rw+creat 00", call0 },
	{ 0, "ioctl f0 setflags ", call1 },
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
	run(calls, 2);
	return umount(DIR) != 0;
}
