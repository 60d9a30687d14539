/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: failure in ocfs2_dentry_attach_lock
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ocfs2/images fuzz-quota base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x48d040, 1,
	    "\xb9" },
};

CALL(0, mkdir(DIR "/dir/sub/x", 0))
CALL(1, lstat(DIR "/lost+found", &(struct stat){ 0 }))

static const struct call calls[] = {
	{ 0, "mkdir /dir/sub/x 00", call0 },
	{ 0, "stat /lost+found", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ocfs2",
	.options = "heartbeat=none",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
