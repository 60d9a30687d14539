/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in mark_buffer_dirty
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/affs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	write:1..2=EILSEQ
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, (drop(0), fd[0] = open(DIR "/many/entry-0031", 0x242, 0)))
CALL(1, write(fd[0], "F", 1))
CALL(2, usleep(0x4000 * 1000))

static const struct call calls[] = {
	{ 0, "open /many/entry-0031 rw+creat+trunc 00", call0 },
	{ 0, "put f0 46", call1 },
	{ 0, "advance 16384", call2 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "affs",
	.options = "protect,setuid=0,setgid=0",
	.disk = 1,
	.call = calls,
};
