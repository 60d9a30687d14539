/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in remove_proc_entry
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ext4/images fuzz-recover base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	alloc:70=ENOMEM
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x81e, 2,
	    "\x59\xd6" },
	{ 0x833, 1,
	    "\xff" },
};


static const struct call calls[] = {
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ext4",
	.options = "errors=continue",
	.disk = 1,
	.patch = patches,
	.patches = 2,
	.call = calls,
};
