/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * UBSAN: array-index-out-of-bounds in ufs_read_cylinder
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ufs/images fuzz-v2 base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x100a2, 1,
	    "\x10" },
};

CALL(0, unlink(DIR "/attr"))

static const struct call calls[] = {
	{ 0, "unlink /attr", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ufs",
	.options = "ufstype=ufs2",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
