/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * UBSAN: shift-out-of-bounds in dbJoin
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/jfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x14020, 1,
	    "\xd2" },
};

static long call0(void)
{
	return (drop(0), fd[0] = open(DIR "/file", 2, 0));
}

static long call1(void)
{
	return ftruncate(fd[0], 0);
}

static const struct call calls[] = {
	{ 0, "open /file rw 00", call0 },
	{ 0, "ftruncate f0 0x0", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "jfs",
	.options = "errors=continue",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
