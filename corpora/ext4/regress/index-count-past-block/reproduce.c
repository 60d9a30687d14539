/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: use-after-free in ext4_dx_csum
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ext4/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x23423, 1,
	    "\x07" },
};

CALL(0, cycle())
CALL(1, lstat(DIR "/many/new3", &(struct stat){ 0 }))

static const struct call calls[] = {
	{ 0, "cycle", call0 },
	{ 0, "stat /many/new3", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ext4",
	.options = "errors=continue",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
