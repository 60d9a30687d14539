/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * endless loop in romfs_lookup
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/romfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x2d03, 1,
	    "\x02" },
	{ 0x2d0f, 1,
	    "\x80" },
};

static long call0(void)
{
	return lstat(DIR "/many/new1", &(struct stat){ 0 });
}

static const struct call calls[] = {
	{ 0, "stat /many/new1", call0 },
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
