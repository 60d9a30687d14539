/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING: possible circular locking dependency in ocfs2_setattr
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ocfs2/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, setxattr(DIR "/file", "user.a", pattern(0, 0), 0, 0))
CALL(1, chmod(DIR "/file", 0))

static const struct call calls[] = {
	{ 0, "setxattr /file user.a 0 0x0 any", call0 },
	{ 0, "chmod /file 00", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ocfs2",
	.options = "heartbeat=none",
	.disk = 1,
	.call = calls,
};
