/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: kernel NULL pointer dereference in __gfs2_glock_dq
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/gfs2/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x81a007, 1,
	    "\x42" },
	{ 0x81a040, 4,
	    "\x5e\x6a\x3d\xdb" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/file", 0x1042, 0)))
CALL(1, unlink(DIR "/short"))
CALL(2, lseek(fd[0], 0, 4))

static const struct call calls[] = {
	{ 0, "open /file rw+dsync+creat 00", call0 },
	{ 0, "unlink /short", call1 },
	{ 0, "lseek f0 0x0 hole", call2 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "gfs2",
	.options = "lockproto=lock_nolock,errors=withdraw",
	.disk = 1,
	.patch = patches,
	.patches = 2,
	.call = calls,
};
