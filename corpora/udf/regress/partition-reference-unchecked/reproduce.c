/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: use-after-free in udf_free_blocks
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/udf/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x2a604, 6,
	    "\xe8\x00\x01\x00\xf2\xb4" },
	{ 0x2a691, 1,
	    "\xae" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/sparse", 0x242, 0)))

static const struct call calls[] = {
	{ 0, "open /sparse rw+creat+trunc 00", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "udf",
	.options = "nostrict",
	.disk = 1,
	.patch = patches,
	.patches = 2,
	.call = calls,
};
