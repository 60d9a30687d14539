/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in generic_perform_write
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/affs/images fuzz-ofs base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	write:25..26=EBUSY
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, (drop(0), fd[0] = open(DIR "/file", 0x42, 0)))
CALL(1, ftruncate(fd[0], 0x11000))
CALL(2, truncate(DIR "/many/entry-0032", 0x8000))
CALL(3, mkdir(DIR "/new2", 0))
CALL(4, mount(NULL, DIR, NULL, MS_REMOUNT | 0x400, NULL))
CALL(5, pwrite(fd[0], pattern(0x2000, 0), 0x2000, 0x10000))

static const struct call calls[] = {
	{ 0, "open /file rw+creat 00", call0 },
	{ 0, "ftruncate f0 0x11000", call1 },
	{ 0, "truncate /many/entry-0032 0x8000", call2 },
	{ 0, "mkdir /new2 00", call3 },
	{ 0, "remount noatime", call4 },
	{ 0, "pwrite f0 8192 0x0 0x10000", call5 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "affs",
	.options = "protect,setuid=0,setgid=0",
	.disk = 1,
	.call = calls,
};
