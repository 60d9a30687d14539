/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: unable to handle page fault in udf_fill_super
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/udf/images fuzz-v102 base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x10004, 5,
	    "\xdd\x00\x01\x00\xf3" },
	{ 0x10022, 1,
	    "\x08" },
	{ 0x1004a, 1,
	    "\x20" },
};

static const struct call calls[] = {
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "udf",
	.options = "nostrict",
	.disk = 1,
	.patch = patches,
	.patches = 3,
	.call = calls,
};
