/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: failure in clear_inode
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/jfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x4b000, 8,
	    "\xff\xff\xff\xff\xff\xff\xff\xff" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/many", 0x10000, 0)))
CALL(1, syscall(SYS_getdents64, fd[0], buffer, 0x1000))

static const struct call calls[] = {
	{ 0, "open /many r+dir 00", call0 },
	{ 0, "getdents f0 4096", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "jfs",
	.options = "errors=continue",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
