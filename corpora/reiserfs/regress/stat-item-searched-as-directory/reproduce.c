/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: use-after-free in search_by_entry_key
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/reiserfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0xa404c, 1,
	    "\x11" },
};

CALL(0, lchown(DIR "/file", 0, 0))

static const struct call calls[] = {
	{ 0, "chown /file 0 0", call0 },
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
