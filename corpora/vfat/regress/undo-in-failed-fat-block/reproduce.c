/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in mark_buffer_dirty
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/vfat/images fuzz-32 base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	disk[dir=write]:19..=gone(338ms,ro)
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x200, 1,
	    "\x12" },
};

static long call0(void)
{
	return cycle();
}

static long call1(void)
{
	return (drop(0), fd[0] = open(DIR "/new0", 0x42, 0));
}

static long call2(void)
{
	return write(fd[0], pattern(0x800, 0), 0x800);
}

static long call3(void)
{
	return mount(NULL, DIR, NULL, MS_REMOUNT | 0x10, NULL);
}

static long call4(void)
{
	return unlink(DIR "/new0");
}

static long call5(void)
{
	return pwrite(fd[0], pattern(0x2000, 0), 0x2000, 0);
}

static const struct call calls[] = {
	{ 0, "cycle", call0 },
	{ 0, "open /new0 rw+creat 00", call1 },
	{ 0, "write f0 2048 0x0", call2 },
	{ 0, "remount sync", call3 },
	{ 0, "unlink /new0", call4 },
	{ 0, "pwrite f0 8192 0x0 0x0", call5 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "vfat", 0, "errors=continue");
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
	run(calls, 6);
	return umount(DIR) != 0;
}
