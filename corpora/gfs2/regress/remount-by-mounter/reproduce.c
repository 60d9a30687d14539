/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: failure in gfs2_glock_nq
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/gfs2/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, mount(NULL, DIR, NULL, MS_REMOUNT | 1, NULL))

static const struct call calls[] = {
	{ 0, "remount ro", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "gfs2",
	.options = "lockproto=lock_nolock,errors=withdraw",
	.disk = 1,
	.call = calls,
};
