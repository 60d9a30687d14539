/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: kernel NULL pointer dereference in hfsplus_rename_cat
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/hfsplus/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x406, 1,
	    "\x03" },
	{ 0x82b, 1,
	    "\x1f" },
};

CALL(0, mount(NULL, DIR, NULL, MS_REMOUNT | 0, NULL))
CALL(1, link(DIR "/dir/sub/deep", DIR "/dir/sub/new1"))

static const struct call calls[] = {
	{ 0, "remount rw", call0 },
	{ 0, "link /dir/sub/deep /dir/sub/new1", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "hfsplus",
	.options = "force",
	.disk = 1,
	.patch = patches,
	.patches = 2,
	.call = calls,
};
