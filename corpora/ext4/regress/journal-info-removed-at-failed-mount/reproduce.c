/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in remove_proc_entry
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ext4/images fuzz-ext3 base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	alloc:66..71=ENOMEM
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"


static const struct call calls[] = {
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ext4",
	.options = "errors=continue,data=journal",
	.disk = 1,
	.call = calls,
};
