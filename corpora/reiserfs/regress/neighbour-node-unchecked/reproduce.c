/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: use-after-free in leaf_paste_entries
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/reiserfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x15c03, 1,
	    "\x01" },
	{ 0x90807, 1,
	    "\xff" },
};

static long call0(void)
{
	return symlink(DIR "/many/entry-0007", DIR "/dir/sub/\303\204\342\202\254");
}

static long call1(void)
{
	return setxattr(DIR "/attr", "user.a", pattern(0, 0), 0, 0);
}

static const struct call calls[] = {
	{ 0, "symlink /many/entry-0007 /dir/sub/\\xc3\\x84\\xe2\\x82\\xac", call0 },
	{ 0, "setxattr /attr user.a 0 0x0 any", call1 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "reiserfs", 0, "user_xattr,acl");
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
	run(calls, 2);
	return umount(DIR) != 0;
}
