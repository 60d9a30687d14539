/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in mark_buffer_dirty
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/minix/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	write:2=ENOMEM
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x411, 3,
	    "\x00\x00\x00" },
};

static long call0(void)
{
	return (drop(0), fd[0] = open(DIR "/many", 0x242, 0));
}

static long call1(void)
{
	return (sync(), 0);
}

static long call2(void)
{
	return (drop(1), fd[1] = open(DIR "/far", 0x242, 0));
}

static const struct call calls[] = {
	{ 0, "open /many rw+creat+trunc 00", call0 },
	{ 0, "sync", call1 },
	{ 0, "open /far rw+creat+trunc 00", call2 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "minix", 0, "");
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
	run(calls, 3);
	return umount(DIR) != 0;
}
