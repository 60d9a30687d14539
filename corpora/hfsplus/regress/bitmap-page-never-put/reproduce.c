/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * leak of pages
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/hfsplus/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x406, 1,
	    "\x03" },
};

static long call0(void)
{
	return mount(NULL, DIR, NULL, MS_REMOUNT | 0, NULL);
}

static long call1(void)
{
	return (drop(0), fd[0] = open(DIR "/dir/sub/deep", 0x242, 0));
}

static const struct call calls[] = {
	{ 0, "remount rw", call0 },
	{ 0, "open /dir/sub/deep rw+creat+trunc 00", call1 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "hfsplus", 0, "force");
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
