/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * leak of kmalloc-96
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ufs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, (drop(0), fd[0] = open(DIR "/new0", 0x42, 0)))
CALL(1, pwrite(fd[0], pattern(8, 0), 8, 0x10000))
CALL(2, ftruncate(fd[0], 0))
CALL(3, pwrite(fd[0], pattern(8, 0), 8, 0x10000))
CALL(4, ftruncate(fd[0], 0))

static const struct call calls[] = {
	{ 0, "open /new0 rw+creat 00", call0 },
	{ 0, "pwrite f0 8 0x0 0x10000", call1 },
	{ 0, "ftruncate f0 0x0", call2 },
	{ 0, "pwrite f0 8 0x0 0x10000", call3 },
	{ 0, "ftruncate f0 0x0", call4 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ufs",
	.options = "ufstype=44bsd",
	.disk = 1,
	.call = calls,
};
