/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where in the kernel things are that arch/rump has to know and can not name, or
 * not with their sizes; the build looks them up after the link and fails where
 * one is missing.  kernel/linux/Makefile has the names, in this order.
 */
#ifndef _ASM_RUMP_SYMBOLS_H
#define _ASM_RUMP_SYMBOLS_H

#include <linux/types.h>

enum rump_symbol {
	RUMP_FAILSLAB,
	RUMP_FAIL_PAGE_ALLOC,
	RUMP_SLAB_ALLOC, /* from here on: the functions that allocate slab objects */
	RUMP_SLAB_ALLOC_END = RUMP_SLAB_ALLOC + 5,
	RUMP_SYMBOLS = RUMP_SLAB_ALLOC_END
};

/* Where the object is; panics if it has another size than is expected. */
void *rump_symbol(enum rump_symbol, size_t size);
/* True where `ip` lies inside. */
bool rump_symbol_has(enum rump_symbol, unsigned long ip);

#endif
