/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: failure in update_existing_head_ref
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/btrfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x50d000, 4,
	    "\x5e\x07\xd9\x5e" },
	{ 0x50dfb0, 2,
	    "\x00\x00" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/new0", 0x42, 0)))
CALL(1, fallocate(fd[0], 0, 0, 0x8000))

static const struct call calls[] = {
	{ 0, "open /new0 rw+creat 00", call0 },
	{ 0, "fallocate f0 alloc 0x0 0x8000", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "btrfs",
	.options = "skip_balance",
	.disk = 1,
	.patch = patches,
	.patches = 2,
	.call = calls,
};
