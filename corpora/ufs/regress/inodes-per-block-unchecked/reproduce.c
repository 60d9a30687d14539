/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: use-after-free in ufs_iget
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ufs/images fuzz-v2 base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x1007b, 1,
	    "\x03" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/many/entry-0006", 0x20000, 0)))

static const struct call calls[] = {
	{ 0, "open /many/entry-0006 r+nofollow 00", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ufs",
	.options = "ufstype=ufs2",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
