/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: slab-out-of-bounds in dtSearch
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/jfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x1e2f9, 1,
	    "\x1d" },
};

CALL(0, statfs(DIR "/many/entry-0001", &(struct statfs){ 0 }))

static const struct call calls[] = {
	{ 0, "statfs /many/entry-0001", call0 },
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
