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
	{ 0x46010, 1,
	    "\x03" },
};

CALL(0, mkdir(DIR "/fifo", 0))

static const struct call calls[] = {
	{ 0, "mkdir /fifo 00", call0 },
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
