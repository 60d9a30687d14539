/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: failure in jfs_evict_inode
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/jfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x14009, 1,
	    "\x7f" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/attr", 0x202, 0)))
CALL(1, pwrite(fd[0], pattern(0x2000, 0), 0x2000, 0x10000))
CALL(2, write(fd[0], pattern(4, 0), 4))

static const struct call calls[] = {
	{ 0, "open /attr rw+trunc 00", call0 },
	{ 0, "pwrite f0 8192 0x0 0x10000", call1 },
	{ 0, "write f0 4 0x0", call2 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "jfs",
	.options = "errors=remount-ro,discard=1",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
