/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * endless loop in romfs_iget
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/romfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x2a93, 1,
	    "\x90" },
	{ 0x2a9e, 2,
	    "\x47\xc0" },
};

CALL(0, lstat(DIR "/dir/sub", &(struct stat){ 0 }))

static const struct call calls[] = {
	{ 0, "stat /dir/sub", call0 },
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
