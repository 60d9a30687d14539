/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in drop_nlink
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/btrfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x510000, 4,
	    "\x0b\xe7\x80\xa4" },
	{ 0x510f88, 1,
	    "\x00" },
};

CALL(0, unlink(DIR "/many/a-longer-name-14"))

static const struct call calls[] = {
	{ 0, "unlink /many/a-longer-name-14", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "btrfs",
	.options = "skip_balance",
	.disk = 1,
	.patch = patches,
	.patches = 2,
	.call = calls,
};
