/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Tells a debugger of the kernel image, by the interface that gdb has for
 * compilers at run time: two symbols with fixed names, one of them a function
 * that gdb puts a breakpoint on.
 */
#include "kernel/linux/user/linux.h"

struct jit_code_entry {
	struct jit_code_entry *next, *prev;
	const void *symfile;
	uint64_t len;
};

struct jit_descriptor {
	uint32_t version;
	uint32_t action; /* 1: register, 2: unregister */
	struct jit_code_entry *relevant, *first;
};

struct jit_descriptor __jit_debug_descriptor = { .version = 1 };
static struct jit_code_entry entry;

void __jit_debug_register_code(void);
__attribute__((noinline)) void __jit_debug_register_code(void)
{
	__asm__ volatile("" ::: "memory"); /* keeps the call */
}

static void tell(uint32_t action, struct jit_code_entry *first)
{
	__jit_debug_descriptor.action = action;
	__jit_debug_descriptor.relevant = &entry;
	__jit_debug_descriptor.first = first;
	__jit_debug_register_code();
}

void linux_gdb_add(const void *elf, size_t len)
{
	entry = (struct jit_code_entry){ .symfile = elf, .len = len };
	tell(1, &entry);
}

void linux_gdb_remove(void)
{
	if (__jit_debug_descriptor.first)
		tell(2, NULL);
}
