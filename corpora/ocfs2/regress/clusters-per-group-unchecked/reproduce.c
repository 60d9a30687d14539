/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: failure in _ocfs2_free_suballoc_bits
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ocfs2/images fuzz-quota base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x50c1, 1,
	    "\x00" },
};

static long call0(void)
{
	return unlink(DIR "/many/entry-0007");
}

static const struct call calls[] = {
	{ 0, "unlink /many/entry-0007", call0 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "ocfs2", 0, "heartbeat=none");
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
	run(calls, 1);
	return umount(DIR) != 0;
}
