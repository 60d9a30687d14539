/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: use-after-free in affs_free_block
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/affs/images fuzz-ofs base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	write:35=ENOSPC
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, (drop(0), fd[0] = open(DIR "/nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn", 0x202, 0)))
CALL(1, pwrite(fd[0], pattern(0x4000, 0), 0x4000, 0xa0000))
CALL(2, cycle())
CALL(3, (drop(1), fd[1] = open(DIR "/nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn", 0x202, 0)))

static const struct call calls[] = {
	{ 0, "open /nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn rw+trunc 00", call0 },
	{ 0, "pwrite f0 32768 0x0 0xa0000", call1 },
	{ 0, "cycle", call2 },
	{ 0, "open /nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn rw+trunc 00", call3 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "affs",
	.options = "protect,setuid=0,setgid=0",
	.disk = 1,
	.call = calls,
};
