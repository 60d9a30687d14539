/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: failure in iput
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ntfs3/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	alloc[kind=slab]:317..321/4=ENOMEM
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0xa17c, 1,
	    "\xb0" },
};

CALL(0, mkdir(DIR "/small", 0))
CALL(1, cycle())

static const struct call calls[] = {
	{ 1, "1: mkdir /small 00", call0 },
	{ 0, "cycle", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ntfs3",
	.options = "force",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
