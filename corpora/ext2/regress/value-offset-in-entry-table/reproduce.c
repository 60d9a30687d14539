/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: slab-out-of-bounds in ext2_xattr_set
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ext2/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x18404, 1,
	    "\x2d" },
	{ 0x18422, 2,
	    "\x1b\x00" },
};

CALL(0, setxattr(DIR "/attr", "user.a", pattern(0x20, 0), 0x20, 0))

static const struct call calls[] = {
	{ 0, "setxattr /attr user.a 32 0x0 any", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ext2",
	.options = "errors=continue",
	.disk = 1,
	.patch = patches,
	.patches = 2,
	.call = calls,
};
