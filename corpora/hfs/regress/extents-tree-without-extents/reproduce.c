/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: kernel NULL pointer dereference in hfs_find_init
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/hfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x484, 6,
	    "\x00\x21\x00\x00\x00\x00" },
};

static const struct call calls[] = {
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
