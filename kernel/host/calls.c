/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The calls of enum kern_call in the machine's numbering. */
#include <sys/syscall.h>

#include "kernel/host/host.h"

#define CALL(id, name) [KERN_##id] = { SYS_##name, #name },

static const struct {
	long nr;
	const char *name;
} calls[KERN_NCALLS] = { KERN_CALLS(CALL) };

long call_number(enum kern_call call, const char **name)
{
	if (name)
		*name = calls[call].name;
	return calls[call].nr;
}
