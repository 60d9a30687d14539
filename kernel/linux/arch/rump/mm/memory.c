// SPDX-License-Identifier: GPL-2.0
/* What the kernel has allocated, for those who look for leaks. */
#include <linux/buffer_head.h>
#include <linux/file.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/swap.h>
#include <linux/vmalloc.h>
#include <linux/vmstat.h>
#include <linux/workqueue.h>
#include <asm/rump.h>
#include "mm/slab.h"

#ifdef CONFIG_SLAB
#define OBJECTS(slab) ((slab)->active)
#else
#define OBJECTS(slab) ((slab)->inuse)
#endif

static void put(struct rump_memory *out, const char *name, u64 size)
{
	memset(out, 0, sizeof(*out));
	strscpy(out->name, name, sizeof(out->name));
	out->size = size;
}

/* Pages that have left their file while a buffer of theirs was in use stay until
 * memory gets short.  As reclaim does with them: what it could not free stays. */
static void free_orphans(void)
{
	unsigned long pfn;

	for (pfn = min_low_pfn; pfn < max_low_pfn; pfn++) {
		struct page *page = pfn_to_page(pfn);

		if (PageTail(page) || !PageLRU(page) || page->mapping || !page_has_private(page) ||
		    !get_page_unless_zero(page))
			continue;
		if (trylock_page(page)) {
			try_to_free_buffers(page_folio(page));
			unlock_page(page);
		}
		put_page(page);
	}
}

/* Lets everything run that frees things later. */
static void settle(void)
{
	flush_delayed_fput();
	rcu_barrier();
	__flush_workqueue(system_wq);
	__flush_workqueue(system_long_wq);
	__flush_workqueue(system_unbound_wq);
	rcu_barrier();
	vm_unmap_aliases();  /* areas of vfree() are gathered first */
	lru_add_drain_all(); /* pages on their way to a list are held */
	free_orphans();
}

static bool is_cache(const struct rump_memory *m, const struct kmem_cache *s)
{
	return m->size == s->object_size && !strncmp(m->name, s->name, sizeof(m->name) - 1);
}

/* Lets go of what the allocator keeps ready, and KASAN of what was freed: from
 * then on each slab knows how many of its objects are in use. */
static u64 list_caches(struct rump_memory *out, u64 max)
{
	struct kmem_cache *s;
	u64 n = 0;

	mutex_lock(&slab_mutex);
	list_for_each_entry(s, &slab_caches, list) {
		kmem_cache_shrink(s);
		if (n < max)
			put(&out[n++], s->name, s->object_size);
	}
	mutex_unlock(&slab_mutex);
	return n;
}

/* No allocator counts the objects of a cache without its debugging; but each slab
 * does, and begins with a page that says so. */
static void count_objects(struct rump_memory *out, u64 n)
{
	unsigned long pfn;
	u64 i = 0;

	for (pfn = min_low_pfn; pfn < max_low_pfn; pfn++) {
		const struct slab *slab = (struct slab *)pfn_to_page(pfn);

		/* PageSlab() of a tail is that of its head. */
		if (PageTail(pfn_to_page(pfn)) || !PageSlab(pfn_to_page(pfn)))
			continue;
		if (i == n || !is_cache(&out[i], slab->slab_cache))
			for (i = 0; i < n && !is_cache(&out[i], slab->slab_cache); i++)
				;
		if (i < n)
			out[i].objects += OBJECTS(slab);
	}
}

/* Pages in use less those of slabs and of the page cache. */
static u64 other_pages(void)
{
	u64 slab = global_node_page_state_pages(NR_SLAB_RECLAIMABLE_B) +
		   global_node_page_state_pages(NR_SLAB_UNRECLAIMABLE_B);

	drain_all_pages(NULL);
	return totalram_pages() - global_zone_page_state(NR_FREE_PAGES) - slab -
	       global_node_page_state(NR_FILE_PAGES);
}

long rump_memory(struct rump_memory *out, u64 max)
{
	u64 n;

	settle();
	n = list_caches(out, max);
	count_objects(out, n);
	if (n < max) {
		put(&out[n], "pages", PAGE_SIZE);
		out[n++].objects = other_pages();
	}
	return n;
}
