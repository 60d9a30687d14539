/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: slab-out-of-bounds in nilfs_direct_propagate
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/nilfs2/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x10000, 4,
	    "\x12\x8a\x2c\x93" },
	{ 0x12c02, 1,
	    "\x30" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/sparse", 0x242, 0)))

static const struct call calls[] = {
	{ 0, "open /sparse rw+creat+trunc 00", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "nilfs2",
	.options = "errors=continue",
	.disk = 1,
	.patch = patches,
	.patches = 2,
	.call = calls,
};
