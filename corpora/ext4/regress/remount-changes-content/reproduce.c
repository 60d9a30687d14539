/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * remount changes content
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ext4/images fuzz-inline base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static long call0(void)
{
	return (drop(0), fd[0] = open(DIR "/text", 2, 0));
}

static long call1(void)
{
	return fallocate(fd[0], 0, 0, 0x400);
}

static const struct call calls[] = {
	{ 0, "open /text rw 00", call0 },
	{ 0, "fallocate f0 alloc 0x0 0x400", call1 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "ext4", 0, "errors=continue");
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
