/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: kernel NULL pointer dereference in ufs_alloccg_block
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ufs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x207d, 1,
	    "\x40" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/new0", 0x42, 0)))
CALL(1, pwrite(fd[0], pattern(0x400, 0), 0x400, 0x400))

static const struct call calls[] = {
	{ 0, "open /new0 rw+creat 00", call0 },
	{ 0, "pwrite f0 1024 0x0 0x400", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ufs",
	.options = "ufstype=44bsd",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
