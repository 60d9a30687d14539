/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * UBSAN: shift-out-of-bounds in dbJoin
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/jfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x14020, 1,
	    "\xd2" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/file", 2, 0)))
CALL(1, ftruncate(fd[0], 0))

static const struct call calls[] = {
	{ 0, "open /file rw 00", call0 },
	{ 0, "ftruncate f0 0x0", call1 },
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
