/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in mark_buffer_dirty
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ufs/images fuzz-v2 base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	flush:1=gone(19ms)
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static long call0(void)
{
	return (drop(0), fd[0] = open(DIR "/new0", 0x42, 0));
}

static long call1(void)
{
	return fdatasync(fd[0]);
}

static long call2(void)
{
	return (sync(), 0);
}

static long call3(void)
{
	return pwrite(fd[0], pattern(4, 0), 4, 0);
}

static const struct call calls[] = {
	{ 0, "open /new0 rw+creat 00", call0 },
	{ 0, "fdatasync f0", call1 },
	{ 0, "sync", call2 },
	{ 0, "pwrite f0 4 0x0 0x0", call3 },
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "ufs",
	.options = "ufstype=ufs2",
	.disk = 1,
	.call = calls,
};
