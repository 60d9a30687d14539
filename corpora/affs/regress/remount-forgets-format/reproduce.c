/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: use-after-free in affs_free_block
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/affs/images fuzz-ofs base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, mount(NULL, DIR, NULL, MS_REMOUNT | 0, NULL))
CALL(1, (drop(0), fd[0] = open(DIR "/many/entry-0031", 0x242, 0)))
CALL(2, ftruncate(fd[0], 0x8941))

static const struct call calls[] = {
	{ 0, "remount rw", call0 },
	{ 1, "1: open /many/entry-0031 rw+creat+trunc 00", call1 },
	{ 1, "1: ftruncate f0 0x8941", call2 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "affs",
	.options = "protect,setuid=0,setgid=0",
	.disk = 1,
	.call = calls,
};
