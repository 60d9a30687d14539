/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: failure in ocfs2_block_group_set_bits
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ocfs2/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x300d, 1,
	    "\x00" },
	{ 0x3030, 4,
	    "\x93\xee\x2b\x26" },
};

CALL(0, setxattr(DIR "/mixed", "user.a", pattern(0x400, 0), 0x400, 0))

static const struct call calls[] = {
	{ 0, "setxattr /mixed user.a 1024 0x0 any", call0 },
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
