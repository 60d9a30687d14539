/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: kernel NULL pointer dereference in txEnd
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/jfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	disk:26=gone
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, truncate(DIR "/far", 0))
CALL(1, mount(NULL, DIR, NULL, MS_REMOUNT | 1, NULL))
CALL(2, unlink(DIR "/far"))

static const struct call calls[] = {
	{ 0, "truncate /far 0x0", call0 },
	{ 0, "remount ro", call1 },
	{ 0, "unlink /far", call2 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "jfs",
	.options = "errors=continue",
	.disk = 1,
	.call = calls,
};
