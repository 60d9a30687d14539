/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * UBSAN: array-index-out-of-bounds in ufs_alloc_fragments
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ufs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x2038, 3,
	    "\x00\x00\x10" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/file", 2, 0)))
CALL(1, pwrite(fd[0], pattern(8, 0), 8, 0x10000))

static const struct call calls[] = {
	{ 0, "open /file rw 00", call0 },
	{ 0, "pwrite f0 8 0x0 0x10000", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ufs",
	.options = "ufstype=44bsd",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
