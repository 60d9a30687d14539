/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: use-after-free in ocfs2_bg_discontig_fix_result
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ocfs2/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x1a12030, 4,
	    "\xf3\x9d\xc8\x12" },
	{ 0x1a12145, 1,
	    "\xff" },
};

static long call0(void)
{
	return setxattr(DIR "/dir/sub", "user.a", pattern(0, 0), 0, 0);
}

static const struct call calls[] = {
	{ 0, "setxattr /dir/sub user.a 0 0x0 any", call0 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "ocfs2", 0, "heartbeat=none,errors=continue,dir_resv_level=0,resv_level=8");
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
