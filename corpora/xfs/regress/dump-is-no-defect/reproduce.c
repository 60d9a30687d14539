/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * input
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/xfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x4, 10,
	    "\x04\x00\x10\x00\x4b\x41\x53\x41\x4e\x3a" },
	{ 0xe0, 4,
	    "\x9e\x5c\xdb\xd3" },
};

static const struct call calls[] = {
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "xfs", 0, "nouuid");
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
	run(calls, 0);
	return umount(DIR) != 0;
}
