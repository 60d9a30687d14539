/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in mark_buffer_dirty
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ufs/images fuzz-v2 base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	flush:1=gone(19ms)
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, (drop(0), fd[0] = open(DIR "/new0", 0x42, 0)))
CALL(1, fdatasync(fd[0]))
CALL(2, (sync(), 0))
CALL(3, pwrite(fd[0], pattern(4, 0), 4, 0))

static const struct call calls[] = {
	{ 0, "open /new0 rw+creat 00", call0 },
	{ 0, "fdatasync f0", call1 },
	{ 0, "sync", call2 },
	{ 0, "pwrite f0 4 0x0 0x0", call3 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ufs",
	.options = "ufstype=ufs2",
	.disk = 1,
	.call = calls,
};
