/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in mark_buffer_dirty
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/affs/images fuzz-ofs base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	write:1..2=EILSEQ
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, (drop(0), fd[0] = open(DIR "/short", 0x242, 0)))
CALL(1, fdatasync(fd[0]))
CALL(2, symlink(DIR "/mixed", DIR "/many/new1"))

static const struct call calls[] = {
	{ 0, "open /short rw+creat+trunc 00", call0 },
	{ 0, "fdatasync f0", call1 },
	{ 0, "symlink /mixed /many/new1", call2 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "affs",
	.options = "protect,setuid=0,setgid=0",
	.disk = 1,
	.call = calls,
};
