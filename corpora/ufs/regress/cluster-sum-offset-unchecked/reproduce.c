/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * UBSAN: array-index-out-of-bounds in ufs_clusteracct
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ufs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x606b, 1,
	    "\x11" },
};

CALL(0, renameat2(AT_FDCWD, DIR "/fifo", AT_FDCWD, DIR "/other", 0))

static const struct call calls[] = {
	{ 0, "rename /fifo /other plain", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ufs",
	.options = "ufstype=44bsd",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
