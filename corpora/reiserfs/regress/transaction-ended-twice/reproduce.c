/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in journal_end
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/reiserfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x10400, 1,
	    "\xfe" },
};

CALL(0, truncate(DIR "/sparse", 0))

static const struct call calls[] = {
	{ 0, "truncate /sparse 0x0", call0 },
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
