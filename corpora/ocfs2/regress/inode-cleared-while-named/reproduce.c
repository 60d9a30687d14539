/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: failure in iput
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ocfs2/images fuzz-quota base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x44e0, 1,
	    "\x21" },
};

CALL(0, renameat2(AT_FDCWD, DIR "/dir/sub/deep", AT_FDCWD, DIR "/fifo", 0))

static const struct call calls[] = {
	{ 0, "rename /dir/sub/deep /fifo plain", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ocfs2",
	.options = "heartbeat=none",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
