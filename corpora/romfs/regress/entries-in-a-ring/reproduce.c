/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * endless loop in romfs_lookup
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/romfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x2d03, 1,
	    "\x02" },
	{ 0x2d0f, 1,
	    "\x80" },
};

CALL(0, lstat(DIR "/many/new1", &(struct stat){ 0 }))

static const struct call calls[] = {
	{ 0, "stat /many/new1", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "romfs",
	.options = "",
	.disk = 1,
	.patch = patches,
	.patches = 2,
	.call = calls,
};
