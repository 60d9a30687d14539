/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: use-after-free in dtSplitPage
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/jfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x1e32a, 1,
	    "\x3a" },
	{ 0x56012, 1,
	    "\xff" },
	{ 0x5607f, 2,
	    "\x00\x00" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/many/entry-0007", 0x42, 0)))

static const struct call calls[] = {
	{ 0, "open /many/entry-0007 rw+creat 00", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "jfs",
	.options = "errors=continue",
	.disk = 1,
	.patch = patches,
	.patches = 3,
	.call = calls,
};
