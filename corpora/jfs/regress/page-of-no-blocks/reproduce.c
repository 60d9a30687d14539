/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: failure in dbAlloc
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
	    "\x2a" },
	{ 0x56012, 7,
	    "\xff\x7f\x80\x01\x00\x00\x00" },
};

CALL(0, mknod(DIR "/many/entry-0006", 0x8000 | 0, S_ISCHR(0x8000) ? makedev(1, 3) : 0))

static const struct call calls[] = {
	{ 0, "mknod /many/entry-0006 regular 00", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "jfs",
	.options = "errors=continue",
	.disk = 1,
	.patch = patches,
	.patches = 2,
	.call = calls,
};
