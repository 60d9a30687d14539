/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * remount changes content
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ext4/images fuzz-inline base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, (drop(0), fd[0] = open(DIR "/text", 2, 0)))
CALL(1, fallocate(fd[0], 0, 0, 0x400))

static const struct call calls[] = {
	{ 0, "open /text rw 00", call0 },
	{ 0, "fallocate f0 alloc 0x0 0x400", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ext4",
	.options = "errors=continue",
	.disk = 1,
	.call = calls,
};
