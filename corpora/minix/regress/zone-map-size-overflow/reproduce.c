/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: slab-out-of-bounds in minix_fill_super
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/minix/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x408, 1,
	    "\x00" },
	{ 0x415, 3,
	    "\xff\xff\xff" },
};

static const struct call calls[] = {
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "minix",
	.options = "",
	.disk = 1,
	.patch = patches,
	.patches = 2,
	.call = calls,
};
