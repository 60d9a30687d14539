/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in mark_buffer_dirty
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/affs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	disk:6..=gone(11ms,size=512)
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, symlink(DIR "/mixed", DIR "/dir/sub/\303\204\342\202\254"))

static const struct call calls[] = {
	{ 0, "symlink /mixed /dir/sub/\\xc3\\x84\\xe2\\x82\\xac", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "affs",
	.options = "protect,setuid=0,setgid=0",
	.disk = 1,
	.call = calls,
};
