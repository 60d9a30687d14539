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

CALL(0, getxattr(DIR "/dir/sub/new0", "user.a", buffer, sizeof(buffer)))

static const struct call calls[] = {
	{ 0, "getxattr /dir/sub/new0 user.a", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "btrfs",
	.options = "skip_balance",
	.disk = 1,
	.call = calls,
};
