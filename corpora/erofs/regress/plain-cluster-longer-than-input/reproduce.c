/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: slab-out-of-bounds in z_erofs_transform_plain
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/erofs/images fuzz-lz4 base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x404, 4,
	    "\x67\x80\x91\xf0" },
	{ 0x70a, 1,
	    "\x0b" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/file", 0, 0)))
CALL(1, read(fd[0], buffer, 0x2020))

static const struct call calls[] = {
	{ 0, "open /file r 00", call0 },
	{ 0, "read f0 8224", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "erofs",
	.options = "user_xattr,acl",
	.disk = 1,
	.patch = patches,
	.patches = 2,
	.call = calls,
};
