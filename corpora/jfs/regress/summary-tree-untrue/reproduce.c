/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: failure in dbFindLeaf
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/jfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x14022, 2,
	    "\x00\x00" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/new0", 0x42, 0)))
CALL(1, setxattr(DIR "/hard", "user.a", pattern(0x1000, 0), 0x1000, 0))

static const struct call calls[] = {
	{ 0, "open /new0 rw+creat 00", call0 },
	{ 0, "setxattr /hard user.a 4096 0x0 any", call1 },
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
