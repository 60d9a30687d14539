/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: kernel NULL pointer dereference in ocfs2_dx_dir_lookup_rec
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ocfs2/images fuzz-quota base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0xe8d4c4, 1,
	    "\x00" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/many/entry-0003", 0x200000, 0)))

static const struct call calls[] = {
	{ 0, "open /many/entry-0003 path 00", call0 },
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
