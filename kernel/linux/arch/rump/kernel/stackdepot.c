// SPDX-License-Identifier: GPL-2.0
/*
 * KASAN keeps the stack of each allocation and each free in lib/stackdepot.c, which
 * the build has call rump_stack_table(), and mm/kasan call rump_stack_save().
 */
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/stackdepot.h>

#define MEMO 1024 /* handles: one page */
#define MIXED 12  /* innermost entries that choose one */

static depot_stack_handle_t memo[MEMO] __page_aligned_bss;

depot_stack_handle_t rump_stack_save(unsigned long *entry, unsigned int n, unsigned int extra,
				     gfp_t flags, bool can_alloc);

/*
 * The usual table has a million buckets, whatever memory there is: an eighth of our
 * arena, where each stack that is new writes to another page, which must be
 * restored afterwards.
 */
void *__init rump_stack_table(const char *name, unsigned long bucket, unsigned long buckets,
			      int scale, int flags, unsigned int *shift, unsigned int *mask,
			      unsigned long low, unsigned long high)
{
	/* 0 buckets: as many as memory suggests, at least `low`. */
	return alloc_large_system_hash(name, bucket, 0, scale, flags, shift, mask, low, high);
}

static bool is_kept(depot_stack_handle_t handle, const unsigned long *entry, unsigned int n)
{
	unsigned long *kept;

	if (!handle || stack_depot_fetch(handle, &kept) != n)
		return false;
	while (n && kept[n - 1] == entry[n - 1])
		n--;
	return n == 0;
}

/* Most stacks were saved before, many of them a moment ago: to compare is faster than
 * to compute the hash by which the depot finds them. */
depot_stack_handle_t rump_stack_save(unsigned long *entry, unsigned int n, unsigned int extra,
				     gfp_t flags, bool can_alloc)
{
	depot_stack_handle_t *known, handle;
	unsigned long mix = n;
	unsigned int i;

	for (i = 0; i < min(n, (unsigned int)MIXED); i++)
		mix = mix * 31 + entry[i];
	known = &memo[(mix ^ mix >> 10) % MEMO];
	if (!extra && is_kept(*known, entry, n))
		return *known;
	handle = __stack_depot_save(entry, n, extra, flags, can_alloc);
	if (!extra)
		*known = handle;
	return handle;
}
