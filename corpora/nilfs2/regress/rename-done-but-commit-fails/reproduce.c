/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in drop_nlink
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/nilfs2/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x1c000, 4,
	    "\x6d\x57\x7a\x89" },
	{ 0x1c8cd, 1,
	    "\x02" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/file", 0x101002, 0)))
CALL(1, pwrite(fd[0], filled(0, 0x4000, 0), 0x4000, 0))
CALL(2, mount(NULL, DIR, NULL, MS_REMOUNT | 0x10, NULL))
CALL(3, renameat2(AT_FDCWD, DIR "/many/entry-0003", AT_FDCWD, DIR "/many/entry-0006", 0))
CALL(4, renameat2(AT_FDCWD, DIR "/attr", AT_FDCWD, DIR "/many/entry-0006", 0))

static const struct call calls[] = {
	{ 0, "open /file rw+sync 00", call0 },
	{ 0, "pwrite f0 32768 0x0 0x0", call1 },
	{ 0, "remount sync", call2 },
	{ 0, "rename /many/entry-0003 /many/entry-0006 plain", call3 },
	{ 0, "rename /attr /many/entry-0006 plain", call4 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "nilfs2",
	.options = "errors=continue",
	.disk = 1,
	.patch = patches,
	.patches = 2,
	.call = calls,
};
