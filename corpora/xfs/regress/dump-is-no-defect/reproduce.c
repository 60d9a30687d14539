/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * input
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/xfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x4, 10,
	    "\x04\x00\x10\x00\x4b\x41\x53\x41\x4e\x3a" },
	{ 0xe0, 4,
	    "\x9e\x5c\xdb\xd3" },
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
