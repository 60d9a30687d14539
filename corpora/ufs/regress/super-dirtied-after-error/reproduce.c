/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in mark_buffer_dirty
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ufs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	write:6=gone(2ms,size=50688)
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, mkdir(DIR "/new0", 0))

static const struct call calls[] = {
	{ 0, "mkdir /new0 00", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ufs",
	.options = "ufstype=44bsd",
	.disk = 1,
	.call = calls,
};
