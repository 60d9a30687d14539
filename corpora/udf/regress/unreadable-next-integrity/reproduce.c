/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: unable to handle page fault in udf_fill_super
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/udf/images fuzz-v102 base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x10004, 5,
	    "\xdd\x00\x01\x00\xf3" },
	{ 0x10022, 1,
	    "\x08" },
	{ 0x1004a, 1,
	    "\x20" },
};

static const struct call calls[] = {
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
	attach(argv[1], patches, 3);
	if (mount_it()) {
		perror("mount");
		return 1;
	}
	run(calls, 0);
	return umount(DIR) != 0;
}
