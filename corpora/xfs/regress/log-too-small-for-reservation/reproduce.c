/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * INFO: task blocked for good in xlog_grant_head_wait
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/xfs/images fuzz-v4 base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x62, 1,
	    "\x00" },
};

CALL(0, mkdir(DIR "/new0", 0))

static const struct call calls[] = {
	{ 0, "mkdir /new0 00", call0 },
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
