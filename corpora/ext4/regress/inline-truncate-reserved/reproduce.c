/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in ext4_da_update_reserve_space
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ext4/images fuzz-inline base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, (drop(0), fd[0] = open(DIR "/small", 2, 0)))
CALL(1, pwrite(fd[0], pattern(0x64, 0), 0x64, 0x20))
CALL(2, ftruncate(fd[0], 8))

static const struct call calls[] = {
	{ 0, "open /small rw 00", call0 },
	{ 0, "pwrite f0 100 0x0 0x20", call1 },
	{ 0, "ftruncate f0 0x8", call2 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ext4",
	.options = "errors=continue",
	.disk = 1,
	.call = calls,
};
