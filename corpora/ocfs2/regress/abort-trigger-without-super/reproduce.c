/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * BUG: kernel NULL pointer dereference in ocfs2_handle_error
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ocfs2/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	disk:35..50/2=EOPNOTSUPP
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, (drop(0), fd[0] = open(DIR "/nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn", 2, 0)))
CALL(1, renameat2(AT_FDCWD, DIR "/dir/sub/long-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef01234567", AT_FDCWD, DIR "/lost+found/new1", 0))
CALL(2, write(fd[0], "|", 1))

static const struct call calls[] = {
	{ 0, "open /nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn rw 00", call0 },
	{ 1, "1: rename /dir/sub/long-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef01234567 /lost+found/new1 plain", call1 },
	{ 0, "put f0 7c", call2 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ocfs2",
	.options = "heartbeat=none",
	.disk = 1,
	.call = calls,
};
