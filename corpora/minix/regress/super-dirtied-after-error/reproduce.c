/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in mark_buffer_dirty
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/minix/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	write:*=gone(169ms,size=2560,ro)
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct call calls[] = {
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "minix",
	.options = "",
	.disk = 1,
	.call = calls,
};
