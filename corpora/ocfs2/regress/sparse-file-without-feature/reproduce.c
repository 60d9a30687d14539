/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: failure in ocfs2_dinode_insert_check
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ocfs2/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x2080, 4,
	    "\x4a\x5a\x4c\x57" },
	{ 0x20e0, 1,
	    "\x08" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/far", 0x101002, 0)))
CALL(1, pwrite(fd[0], pattern(0x800, 0), 0x800, 0x2000))

static const struct call calls[] = {
	{ 0, "open /far rw+sync 00", call0 },
	{ 0, "pwrite f0 2048 0x0 0x2000", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ocfs2",
	.options = "heartbeat=none",
	.disk = 1,
	.patch = patches,
	.patches = 2,
	.call = calls,
};
