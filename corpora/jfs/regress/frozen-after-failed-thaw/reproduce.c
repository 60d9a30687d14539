/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * INFO: task blocked for good in filename_create
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/jfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	disk[dir=write]:9=gone(23ms,size=512)
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, (drop(0), fd[0] = open(DIR "/many/entry-0003", 0x202, 0)))
CALL(1, freeze(fd[0]))
CALL(2, mkdir(DIR "/new0", 0))

static const struct call calls[] = {
	{ 0, "open /many/entry-0003 rw+trunc 00", call0 },
	{ 0, "freeze f0", call1 },
	{ 0, "mkdir /new0 00", call2 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "jfs",
	.options = "errors=continue",
	.disk = 1,
	.call = calls,
};
