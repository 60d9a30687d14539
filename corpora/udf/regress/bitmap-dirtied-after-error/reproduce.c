/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in mark_buffer_dirty
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/udf/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	write:4..8=ENOMEM
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, (drop(0), fd[0] = open(DIR "/dir/sub", 0x410002, 0)))
CALL(1, (sync(), 0))

static const struct call calls[] = {
	{ 0, "open /dir/sub rw+tmpfile 00", call0 },
	{ 0, "sync", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "udf",
	.options = "nostrict",
	.disk = 1,
	.call = calls,
};
