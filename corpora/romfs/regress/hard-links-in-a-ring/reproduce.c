/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * endless loop in romfs_iget
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/romfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x2a93, 1,
	    "\x90" },
	{ 0x2a9e, 2,
	    "\x47\xc0" },
};

static long call0(void)
{
	return lstat(DIR "/dir/sub", &(struct stat){ 0 });
}

static const struct call calls[] = {
	{ 0, "stat /dir/sub", call0 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "romfs", 0, "");
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
