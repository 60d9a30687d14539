/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * remount changes number of links
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/vfat/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, mkdir(DIR "/new0", 0))
CALL(1, mkdir(DIR "/new3", 0))
CALL(2, renameat2(AT_FDCWD, DIR "/new0", AT_FDCWD, DIR "/new3", 0))

static const struct call calls[] = {
	{ 0, "mkdir /new0 00", call0 },
	{ 0, "mkdir /new3 00", call1 },
	{ 0, "rename /new0 /new3 plain", call2 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "vfat",
	.options = "errors=continue",
	.disk = 1,
	.call = calls,
};
