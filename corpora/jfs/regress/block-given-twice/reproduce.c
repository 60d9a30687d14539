/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * INFO: task blocked for good in lock_metapage
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
	    "\xb0" },
};

CALL(0, setxattr(DIR "/attr", "user.a", pattern(0, 0), 0, 0))
CALL(1, setxattr(DIR "/attr", "user.a", pattern(0, 0), 0, 0))

static const struct call calls[] = {
	{ 0, "setxattr /attr user.a 0 0x0 any", call0 },
	{ 0, "setxattr /attr user.a 0 0x0 any", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "jfs",
	.options = "errors=continue",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
