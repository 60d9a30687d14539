/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * UBSAN: shift-out-of-bounds in xfs_validate_sb_common
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/xfs/images fuzz-1k base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x78, 1,
	    "\x80" },
	{ 0xe0, 4,
	    "\xc6\x0e\x03\xc9" },
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
