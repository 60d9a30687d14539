// SPDX-License-Identifier: GPL-2.0
/*
 * The stacks that KASAN keeps are found through a table of a million buckets,
 * whatever memory there is: an eighth of our arena, where each stack that is new
 * writes to another page, which must be restored afterwards.  The build has
 * lib/stackdepot.c call this in place of alloc_large_system_hash().
 */
#include <linux/memblock.h>

void *__init rump_stack_table(const char *name, unsigned long bucket, unsigned long buckets,
			      int scale, int flags, unsigned int *shift, unsigned int *mask,
			      unsigned long low, unsigned long high)
{
	/* 0 buckets: as many as memory suggests, at least `low`. */
	return alloc_large_system_hash(name, bucket, 0, scale, flags, shift, mask, low, high);
}
