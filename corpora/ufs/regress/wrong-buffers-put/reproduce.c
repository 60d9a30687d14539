/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in on_each_cpu_cond_mask
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ufs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x20a1, 1,
	    "\x08" },
	{ 0x600c, 1,
	    "\x01" },
};

CALL(0, mkdir(DIR "/new0", 0))

static const struct call calls[] = {
	{ 0, "mkdir /new0 00", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ufs",
	.options = "ufstype=44bsd",
	.disk = 1,
	.patch = patches,
	.patches = 2,
	.call = calls,
};
