/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * leak of buffer_head
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/affs/images fuzz-ofs base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, truncate(DIR "/dir/sub/deep", 0x100000))

static const struct call calls[] = {
	{ 0, "truncate /dir/sub/deep 0x100000", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "affs",
	.options = "protect,setuid=0,setgid=0",
	.disk = 1,
	.call = calls,
};
