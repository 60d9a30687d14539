/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: out-of-bounds in lmWriteRecord
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/jfs/images fuzz-os2 base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0xf01020, 1,
	    "\x4f" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/new0", 0x42, 0)))
CALL(1, setxattr(DIR "/hard", "user.a", pattern(0x80, 0), 0x80, 0))
CALL(2, unlink(DIR "/fifo"))
CALL(3, symlink(DIR "/long", DIR "/dir/sub/x"))

static const struct call calls[] = {
	{ 0, "open /new0 rw+creat 00", call0 },
	{ 0, "setxattr /hard user.a 128 0x0 any", call1 },
	{ 0, "unlink /fifo", call2 },
	{ 0, "symlink /long /dir/sub/x", call3 },
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
