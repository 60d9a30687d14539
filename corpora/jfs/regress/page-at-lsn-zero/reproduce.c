/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in jfs_flush_journal
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/jfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, (drop(0), fd[0] = open(DIR "/", 0, 0)))
CALL(1, freeze(fd[0]))
CALL(2, chmod(DIR "/", 0))

static const struct call calls[] = {
	{ 0, "open / r 00", call0 },
	{ 0, "freeze f0", call1 },
	{ 0, "chmod / 00", call2 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "jfs",
	.options = "errors=continue,nointegrity,iocharset=utf8",
	.disk = 1,
	.call = calls,
};
