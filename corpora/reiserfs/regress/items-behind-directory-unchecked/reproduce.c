/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: out-of-bounds in leaf_paste_entries
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/reiserfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x9f900, 1,
	    "\x0c" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/many/entry-0007", 0x42, 0)))

static const struct call calls[] = {
	{ 0, "open /many/entry-0007 rw+creat 00", call0 },
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
