/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * a warning for the user
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/xfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x22f, 1,
	    "\x0d" },
	{ 0x2d8, 4,
	    "\x35\xd6\xc3\x19" },
};

CALL(0, unlink(DIR "/small"))

static const struct call calls[] = {
	{ 0, "unlink /small", call0 },
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
