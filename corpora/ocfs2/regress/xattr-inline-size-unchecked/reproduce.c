/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: failure in ocfs2_claim_metadata
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ocfs2/images fuzz-quota base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x979, 7,
	    "\x00\x00\x00\xdc\xff\xfe\x80" },
};

static long call0(void)
{
	return set_acl(DIR "/many", "system.posix_acl_default", "\344v\225", 3);
}

static long call1(void)
{
	return (drop(0), fd[0] = open(DIR "/many/entry-0006", 0xc2, 0));
}

static const struct call calls[] = {
	{ 0, "acl /many default e47695", call0 },
	{ 0, "open /many/entry-0006 rw+creat+excl 00", call1 },
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
	run(calls, 2);
	return umount(DIR) != 0;
}
