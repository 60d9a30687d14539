/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in drop_nlink
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/btrfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x510000, 4,
	    "\x0b\xe7\x80\xa4" },
	{ 0x510f88, 1,
	    "\x00" },
};

static long call0(void)
{
	return unlink(DIR "/many/a-longer-name-14");
}

static const struct call calls[] = {
	{ 0, "unlink /many/a-longer-name-14", call0 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "btrfs", 0, "skip_balance");
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
