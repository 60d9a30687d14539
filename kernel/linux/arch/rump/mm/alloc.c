// SPDX-License-Identifier: GPL-2.0
/*
 * Allocations that fail because the host says so (hyp.h, alloc).
 *
 * The kernel's own fault injection is the way in: should_fail_ex() is asked
 * about each allocation of the slab and page allocators that may fail, and says
 * yes where the task's fail_nth is 1.  The build (kernel/linux/cc) has the
 * compiler call us where functions of three files begin and end, so that
 * fail_nth can be set at the last moment; it is how the failing allocation is
 * known for all tasks and not for one, and by the host's count.
 */
#include <linux/fault-inject.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/preempt.h>
#include <linux/stacktrace.h>
#include <linux/vmalloc.h>
#include <asm/rump.h>
#include <asm/symbols.h>

#define DEPTH 20 /* frames up to the caller of the slab allocator, if it calls itself */
#define WORK 8   /* that asking takes, by its time */

static int in_slab, in_vmalloc;

void __cyg_profile_func_enter(void *function, void *caller);
void __cyg_profile_func_exit(void *function, void *caller);

/* How many functions that allocate slab objects are under way. */
static noinline unsigned int slab_depth(void)
{
	unsigned long entry[DEPTH];
	struct stack_trace trace = { .entries = entry, .max_entries = DEPTH };
	unsigned int i, s, n = 0;

	save_stack_trace(&trace);
	for (i = 0; i < trace.nr_entries; i++)
		for (s = RUMP_SLAB_ALLOC; s < RUMP_SLAB_ALLOC_END; s++)
			n += rump_symbol_has(s, entry[i]);
	return n;
}

/*
 * True for what the slab allocator takes for objects: pages, and the list of the
 * free ones, an object itself.  The objects have been asked about; the rest must
 * not fail, for the allocator forgets __GFP_NOFAIL when it asks for it.
 */
static bool is_for_slab(void)
{
	return slab_depth() > (in_slab ? 1 : 0);
}

/* It counts as work: who tries for ever to get memory may do nothing else that does. */
static void ask(void)
{
	u32 kind = HYP_ALLOC_PAGE;

	if (!rump_hyp()->ops->alloc || !in_task())
		return;
	rump_work_left -= WORK;
	if (rump_work_left < 0)
		rump_irq_slow();
	if (is_for_slab())
		return;
	if (in_vmalloc)
		kind = HYP_ALLOC_VMALLOC;
	else if (in_slab)
		kind = HYP_ALLOC_SLAB;
	current->fail_nth = hyp_call(alloc, kind) != 0;
}

void __cyg_profile_func_enter(void *function, void *caller)
{
	if (function == should_fail_ex)
		ask();
	else if (function == __should_failslab)
		in_slab++;
	else if (function == __vmalloc_node_range)
		in_vmalloc++;
}

void __cyg_profile_func_exit(void *function, void *caller)
{
	if (function == __should_failslab)
		in_slab--;
	else if (function == __vmalloc_node_range)
		in_vmalloc--;
}

/* What mm/failslab.c and mm/page_alloc.c keep for themselves, and change by files
 * of debugfs: of the names there, ignore-gfp-wait and the like. */
struct failslab {
	struct fault_attr attr;
	bool ignore_gfp_reclaim;
	bool cache_filter;
};

struct fail_page_alloc {
	struct fault_attr attr;
	bool ignore_gfp_highmem;
	bool ignore_gfp_reclaim;
	u32 min_order;
};

/* Every allocation that may fail is one that the host is asked about.  With KASAN, for
 * fuzzers, the log does not tell of those that did: the traces took a twentieth of the
 * time of all inputs, and what fired is known to the host. */
static int __init ask_about_all(void)
{
	struct failslab *slab = rump_symbol(RUMP_FAILSLAB, sizeof(*slab));
	struct fail_page_alloc *page = rump_symbol(RUMP_FAIL_PAGE_ALLOC, sizeof(*page));

	slab->ignore_gfp_reclaim = false;
	page->ignore_gfp_reclaim = false;
	page->ignore_gfp_highmem = false;
	page->min_order = 0;
	if (IS_ENABLED(CONFIG_KASAN))
		slab->attr.verbose = page->attr.verbose = 0;
	return 0;
}
early_initcall(ask_about_all);
