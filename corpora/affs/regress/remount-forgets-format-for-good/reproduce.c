/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * endless loop in affs_truncate
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/affs/images fuzz-ofs base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static long call0(void)
{
	return truncate(DIR "/dir/sub/deep", 0x2000);
}

static long call1(void)
{
	return cycle();
}

static long call2(void)
{
	return mount(NULL, DIR, NULL, MS_REMOUNT | 0, NULL);
}

static long call3(void)
{
	return truncate(DIR "/dir/sub/deep", 0x100000);
}

static const struct call calls[] = {
	{ 0, "truncate /dir/sub/deep 0x2000", call0 },
	{ 0, "cycle", call1 },
	{ 0, "remount rw", call2 },
	{ 0, "truncate /dir/sub/deep 0x100000", call3 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "affs",
	.options = "protect,setuid=0,setgid=0",
	.disk = 1,
	.call = calls,
};
