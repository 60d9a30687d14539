/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: slab-out-of-bounds in canary_write
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	cc -I . -o reproduce THIS-FILE && ./reproduce
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, (drop(0), fd[0] = open("/dev/canary", 2, 0)))
CALL(1, write(fd[0], "\300\240P\007\003abc", 8))

static const struct call calls[] = {
	{ 0, "open /dev/canary rw 00", call0 },
	{ 0, "put f0 c0a0500703616263", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.call = calls,
};
