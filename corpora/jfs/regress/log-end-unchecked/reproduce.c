/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: out-of-bounds in lmWriteRecord
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/jfs/images fuzz-os2 base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0xf01020, 1,
	    "\x4f" },
};

static long call0(void)
{
	return (drop(0), fd[0] = open(DIR "/new0", 0x42, 0));
}

static long call1(void)
{
	return setxattr(DIR "/hard", "user.a", pattern(0x80, 0), 0x80, 0);
}

static long call2(void)
{
	return unlink(DIR "/fifo");
}

static long call3(void)
{
	return symlink(DIR "/long", DIR "/dir/sub/x");
}

static const struct call calls[] = {
	{ 0, "open /new0 rw+creat 00", call0 },
	{ 0, "setxattr /hard user.a 128 0x0 any", call1 },
	{ 0, "unlink /fifo", call2 },
	{ 0, "symlink /long /dir/sub/x", call3 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "jfs", 0, "errors=continue");
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
	run(calls, 4);
	return umount(DIR) != 0;
}
