/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: failure in __reiserfs_panic
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/reiserfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x10408, 1,
	    "\x02" },
};

CALL(0, truncate(DIR "/many/entry-0001", 0x2000000))

static const struct call calls[] = {
	{ 0, "truncate /many/entry-0001 0x2000000", call0 },
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
