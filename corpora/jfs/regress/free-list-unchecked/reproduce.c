/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * UBSAN: array-index-out-of-bounds in dtInsertEntry
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/jfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x500f3, 1,
	    "\xfe" },
};

CALL(0, mknod(DIR "/dir/sub/new1", 0xc000 | 0, S_ISCHR(0xc000) ? makedev(1, 3) : 0))

static const struct call calls[] = {
	{ 0, "mknod /dir/sub/new1 socket 00", call0 },
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
