// SPDX-License-Identifier: GPL-2.0
/* What the kernel has allocated, for those who look for leaks. */
#include <linux/file.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/vmstat.h>
#include <linux/workqueue.h>
#include <asm/rump.h>
#include "mm/slab.h"

static void put(struct rump_memory *out, u64 max, u64 n, const char *name, u64 size, u64 objects)
{
	if (n >= max)
		return;
	memset(&out[n], 0, sizeof(out[n]));
	strscpy(out[n].name, name, sizeof(out[n].name));
	out[n].size = size;
	out[n].objects = objects;
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
	struct kmem_cache *s;
	struct slabinfo info;
	u64 n = 0;

	settle();
	mutex_lock(&slab_mutex);
	list_for_each_entry(s, &slab_caches, list) {
		kmem_cache_shrink(s); /* and KASAN lets go of what was freed */
		memset(&info, 0, sizeof(info));
		get_slabinfo(s, &info);
		put(out, max, n++, s->name, s->object_size, info.active_objs);
	}
	mutex_unlock(&slab_mutex);
	put(out, max, n++, "pages", PAGE_SIZE, other_pages());
	return n;
}
