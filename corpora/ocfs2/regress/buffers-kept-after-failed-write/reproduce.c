/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * leak of buffer_head
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ocfs2/images fuzz-quota base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	disk[dir=write]:8=EIO
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, (drop(0), fd[0] = open(DIR "/mixed", 0x202, 0)))

static const struct call calls[] = {
	{ 0, "open /mixed rw+trunc 00", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ocfs2",
	.options = "heartbeat=none",
	.disk = 1,
	.call = calls,
};
