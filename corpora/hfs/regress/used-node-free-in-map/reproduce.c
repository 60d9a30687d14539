/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in hfs_bnode_create
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/hfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x20f8, 1,
	    "\xb7" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/new0", 0x42, 0)))
CALL(1, (drop(1), fd[1] = open(DIR "/new2", 0x242, 0)))

static const struct call calls[] = {
	{ 0, "open /new0 rw+creat 00", call0 },
	{ 0, "open /new2 rw+creat+trunc 00", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "hfs",
	.options = "quiet",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
