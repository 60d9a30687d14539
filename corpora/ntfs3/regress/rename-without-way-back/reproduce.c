/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in ni_rename
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ntfs3/images fuzz-512 base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x105528, 1,
	    "\x1e" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/new0", 0x42, 0)))
CALL(1, renameat2(AT_FDCWD, DIR "/new0", AT_FDCWD, DIR "/new3", 0))

static const struct call calls[] = {
	{ 0, "open /new0 rw+creat 00", call0 },
	{ 0, "rename /new0 /new3 plain", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ntfs3",
	.options = "force",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
