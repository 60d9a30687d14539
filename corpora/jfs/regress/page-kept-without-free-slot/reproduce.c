/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * INFO: task blocked for good in lock_metapage
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/jfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x46013, 1,
	    "\x00" },
};

CALL(0, mknod(DIR "/new0", 0x8000 | 0, S_ISCHR(0x8000) ? makedev(1, 3) : 0))
CALL(1, truncate(DIR "/far", 0))

static const struct call calls[] = {
	{ 0, "mknod /new0 regular 00", call0 },
	{ 0, "truncate /far 0x0", call1 },
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
