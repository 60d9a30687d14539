/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in btrfs_update_device
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/btrfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x101000, 4,
	    "\x5c\x60\xde\x06" },
	{ 0x101fa7, 3,
	    "\xff\xff\x00" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/file", 2, 0)))
CALL(1, control(fd[0], 0xc4009420, "lls", "\017", 1))

static const struct call calls[] = {
	{ 0, "open /file rw 00", call0 },
	{ 0, "ioctl f0 balance 0f", call1 },
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
