/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * leak of kmalloc-32
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/affs/images fuzz-ofs base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x6e30d, 1,
	    "\xa7" },
};

CALL(0, mount(NULL, DIR, NULL, MS_REMOUNT | 0x400, NULL))

static const struct call calls[] = {
	{ 0, "remount noatime", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "affs",
	.options = "protect,setuid=0,setgid=0",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
