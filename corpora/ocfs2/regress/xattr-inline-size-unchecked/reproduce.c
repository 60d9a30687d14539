/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: failure in ocfs2_claim_metadata
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ocfs2/images fuzz-quota base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x979, 7,
	    "\x00\x00\x00\xdc\xff\xfe\x80" },
};

CALL(0, set_acl(DIR "/many", "system.posix_acl_default", "\344v\225", 3))
CALL(1, (drop(0), fd[0] = open(DIR "/many/entry-0006", 0xc2, 0)))

static const struct call calls[] = {
	{ 0, "acl /many default e47695", call0 },
	{ 0, "open /many/entry-0006 rw+creat+excl 00", call1 },
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
