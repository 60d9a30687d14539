/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * remount changes number of links
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/overlayfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

CALL(0, (drop(0), fd[0] = open(DIR "/small", 2, 0)))

static const struct call calls[] = {
	{ 0, "open /small rw 00", call0 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "overlay",
	.options = "upperdir=/below/upper,workdir=/below/work,lowerdir=/below/lower2,index=on,nfs_export=on,xino=on",
	.below = "ext4",
	.disk = 1,
	.call = calls,
};
