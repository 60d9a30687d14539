/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * remount changes content
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ntfs3/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, (drop(0), fd[0] = open(DIR "/long-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef01234567", 0x42, 0)))
CALL(1, ftruncate(fd[0], 0x2000))
CALL(2, fsync(fd[0]))
CALL(3, pwrite(fd[0], pattern(0x1000, 0), 0x1000, 0))

static const struct call calls[] = {
	{ 0, "open /long-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef01234567 rw+creat 00", call0 },
	{ 0, "ftruncate f0 0x2000", call1 },
	{ 0, "fsync f0", call2 },
	{ 0, "pwrite f0 4096 0x0 0x0", call3 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ntfs3",
	.options = "force",
	.disk = 1,
	.call = calls,
};
