/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: use-after-free in gfs2_invalidate_folio
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/gfs2/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	write:1../11=EREMOTEIO
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x8207aa, 1,
	    "\xcb" },
};

static const struct call calls[] = {
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "gfs2", 0, "lockproto=lock_nolock,errors=withdraw");
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
	run(calls, 0);
	return umount(DIR) != 0;
}
