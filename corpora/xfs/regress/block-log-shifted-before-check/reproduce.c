/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * UBSAN: shift-out-of-bounds in xfs_validate_sb_common
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/xfs/images fuzz-1k base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x78, 1,
	    "\x80" },
	{ 0xe0, 4,
	    "\xc6\x0e\x03\xc9" },
};

static const struct call calls[] = {
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "xfs",
	.options = "nouuid",
	.disk = 1,
	.patch = patches,
	.patches = 2,
	.call = calls,
};
