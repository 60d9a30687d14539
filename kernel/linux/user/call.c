/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The numbers and names of the calls in the asm-generic table, which is the
 * kernel's; the host's own numbers are others.  Arguments pass as they are: the
 * structures and flags of these calls are the same on a 64-bit asm-generic
 * kernel and on x86-64, whose headers take them from asm-generic.
 */
#include <asm-generic/unistd.h>

#include "kernel/linux/user/linux.h"

#define CALL(id, name) [KERN_##id] = { __NR_##name, #name },

static const struct {
	int number;
	const char *name;
} calls[KERN_NCALLS] = { KERN_CALLS(CALL) };

int linux_call_number(enum kern_call call)
{
	return (unsigned)call < KERN_NCALLS ? calls[call].number : -1;
}

const char *linux_call_name(enum kern_call call)
{
	return linux_call_number(call) < 0 ? "" : calls[call].name;
}
