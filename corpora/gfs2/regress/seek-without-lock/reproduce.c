/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: kernel NULL pointer dereference in __gfs2_glock_dq
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/gfs2/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x81a007, 1,
	    "\x42" },
	{ 0x81a040, 4,
	    "\x5e\x6a\x3d\xdb" },
};

static long call0(void)
{
	return (drop(0), fd[0] = open(DIR "/file", 0x1042, 0));
}

static long call1(void)
{
	return unlink(DIR "/short");
}

static long call2(void)
{
	return lseek(fd[0], 0, 4);
}

static const struct call calls[] = {
	{ 0, "open /file rw+dsync+creat 00", call0 },
	{ 0, "unlink /short", call1 },
	{ 0, "lseek f0 0x0 hole", call2 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "gfs2", 0, "lockproto=lock_nolock,errors=withdraw");
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
