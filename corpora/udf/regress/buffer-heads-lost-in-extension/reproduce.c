/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * leak of buffer_head
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/udf/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static long call0(void)
{
	return (drop(0), fd[0] = open(DIR "/sparse", 0x4002, 0));
}

static long call1(void)
{
	return ftruncate(fd[0], 0x20000);
}

static long call2(void)
{
	return pwrite(fd[0], pattern(8, 0), 8, 0x400000000);
}

static const struct call calls[] = {
	{ 0, "open /sparse rw+direct 00", call0 },
	{ 0, "ftruncate f0 0x20000", call1 },
	{ 0, "pwrite f0 8 0x0 0x400000000", call2 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "udf", 0, "nostrict");
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
	run(calls, 3);
	return umount(DIR) != 0;
}
