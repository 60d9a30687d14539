/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: kernel NULL pointer dereference in [<0000000000000000>]
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/reiserfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x9fea9, 1,
	    "\x19" },
};

CALL(0, setxattr(DIR "/attr", "user.big", pattern(0, 0), 0, 0))

static const struct call calls[] = {
	{ 0, "setxattr /attr user.big 0 0x0 any", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "reiserfs",
	.options = "user_xattr,acl",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
