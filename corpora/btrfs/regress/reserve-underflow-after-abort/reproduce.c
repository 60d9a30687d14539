/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in btrfs_release_global_block_rsv
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/btrfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	alloc[kind=slab]:527=ENOMEM
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static long call0(void)
{
	return getxattr(DIR "/dir/sub/new0", "user.a", buffer, sizeof(buffer));
}

static const struct call calls[] = {
	{ 0, "getxattr /dir/sub/new0 user.a", call0 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "btrfs", 0, "skip_balance");
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
	attach(argv[1], NULL, 0);
	if (mount_it()) {
		perror("mount");
		return 1;
	}
	run(calls, 1);
	return umount(DIR) != 0;
}
