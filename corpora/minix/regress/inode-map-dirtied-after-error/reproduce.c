/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in mark_buffer_dirty
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/minix/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	write:2=ENOMEM
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x411, 3,
	    "\x00\x00\x00" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/many", 0x242, 0)))
CALL(1, (sync(), 0))
CALL(2, (drop(1), fd[1] = open(DIR "/far", 0x242, 0)))

static const struct call calls[] = {
	{ 0, "open /many rw+creat+trunc 00", call0 },
	{ 0, "sync", call1 },
	{ 0, "open /far rw+creat+trunc 00", call2 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "minix",
	.options = "",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
