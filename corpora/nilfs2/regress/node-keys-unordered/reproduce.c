/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in nilfs_btree_assign
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/nilfs2/images fuzz-4k base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x40000, 4,
	    "\xc9\x0c\xf9\x7a" },
	{ 0x4f010, 1,
	    "\x20" },
};

CALL(0, (drop(0), fd[0] = open(DIR "/attr", 0x42, 0)))
CALL(1, control(fd[0], 0x40086602, "i", "", 0))

static const struct call calls[] = {
	{ 0, "open /attr rw+creat 00", call0 },
	{ 0, "ioctl f0 setflags ", call1 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "nilfs2",
	.options = "errors=continue",
	.disk = 1,
	.patch = patches,
	.patches = 2,
	.call = calls,
};
