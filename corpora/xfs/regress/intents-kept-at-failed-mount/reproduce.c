/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * INFO: task blocked for good in xfs_ail_push_all_sync
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/xfs/images fuzz-v4 base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x22a, 1,
	    "\x10" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/file", 0x202, 0)))
CALL(1, cycle())

static const struct call calls[] = {
	{ 0, "open /file rw+trunc 00", call0 },
	{ 0, "cycle", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "xfs",
	.options = "nouuid",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
