/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _ASM_CACHEFLUSH_H
#define _ASM_CACHEFLUSH_H

/*
 * vmalloc's mappings become real here: pages of the arena are aliased at their
 * vmalloc addresses, and taken away at once when the area is freed.
 */
void rump_vmap(unsigned long start, unsigned long end);
void rump_vunmap(unsigned long start, unsigned long end);
#define flush_cache_vmap(start, end) rump_vmap(start, end)
#define flush_cache_vunmap(start, end) rump_vunmap(start, end)

#include <asm-generic/cacheflush.h>

#endif
