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

static long call0(void)
{
	return (drop(0), fd[0] = open("/dev/canary", 2, 0));
}

static long call1(void)
{
	return write(fd[0], "\300\240P\007\003abc", 8);
}

static const struct call calls[] = {
	{ 0, "open /dev/canary rw 00", call0 },
	{ 0, "put f0 c0a0500703616263", call1 },
	{ 0, NULL, NULL },
};

static inline long cycle(void)
{
	make(calls, -1);
	let_go();
	return 0;
}

int main(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	run(calls, 2);
	return 0;
}
