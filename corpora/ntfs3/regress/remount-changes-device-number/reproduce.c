/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * remount changes device number
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ntfs3/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, mknod(DIR "/new1", 0x2000 | 0, S_ISCHR(0x2000) ? makedev(1, 3) : 0))

static const struct call calls[] = {
	{ 0, "mknod /new1 null 00", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ntfs3",
	.options = "force",
	.disk = 1,
	.call = calls,
};
