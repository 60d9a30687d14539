/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in mark_buffer_dirty
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/hfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	write:7=gone(8ms,ro)
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x40f, 1,
	    "\x7e" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/new0", 0x42, 0)))
CALL(1, pwrite(fd[0], pattern(0x1000, 0), 0x1000, 0))
CALL(2, fsync(fd[0]))
CALL(3, mknod(DIR "/new1", 0x8000 | 0, S_ISCHR(0x8000) ? makedev(1, 3) : 0))

static const struct call calls[] = {
	{ 0, "open /new0 rw+creat 00", call0 },
	{ 0, "pwrite f0 4096 0x0 0x0", call1 },
	{ 0, "fsync f0", call2 },
	{ 0, "mknod /new1 regular 00", call3 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "hfs",
	.options = "quiet",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
