/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: kernel NULL pointer dereference in extent_buffer_test_bit
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/btrfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x50e000, 4,
	    "\x30\xae\xd9\x10" },
	{ 0x50eff4, 1,
	    "\x5b" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/new0", 0x42, 0)))

static const struct call calls[] = {
	{ 0, "open /new0 rw+creat 00", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "btrfs",
	.options = "skip_balance",
	.disk = 1,
	.patch = patches,
	.patches = 2,
	.call = calls,
};
