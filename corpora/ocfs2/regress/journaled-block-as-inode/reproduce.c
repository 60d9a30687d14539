/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: failure in ocfs2_populate_inode
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ocfs2/images fuzz-quota base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x6ee068, 1,
	    "\x20" },
};

CALL(0, statfs(DIR "/many/entry-0003", &(struct statfs){ 0 }))

static const struct call calls[] = {
	{ 0, "statfs /many/entry-0003", call0 },
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
