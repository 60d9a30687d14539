/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * leak of buffer_head
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/udf/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, (drop(0), fd[0] = open(DIR "/sparse", 0x4002, 0)))
CALL(1, ftruncate(fd[0], 0x20000))
CALL(2, pwrite(fd[0], pattern(8, 0), 8, 0x400000000))

static const struct call calls[] = {
	{ 0, "open /sparse rw+direct 00", call0 },
	{ 0, "ftruncate f0 0x20000", call1 },
	{ 0, "pwrite f0 8 0x0 0x400000000", call2 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "udf",
	.options = "nostrict",
	.disk = 1,
	.call = calls,
};
