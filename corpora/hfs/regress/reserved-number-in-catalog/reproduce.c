/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: failure in hfs_write_inode
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/hfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x231d, 1,
	    "\x00" },
};

CALL(0, renameat2(AT_FDCWD, DIR "/file", AT_FDCWD, DIR "/dir/sub", 0))

static const struct call calls[] = {
	{ 0, "rename /file /dir/sub plain", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "hfs",
	.options = "quiet",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
