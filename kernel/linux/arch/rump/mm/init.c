// SPDX-License-Identifier: GPL-2.0
/* Memory: the arena of the hypercall layer becomes all there is. */
#include <linux/init.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <asm/rump.h>
#include <asm/sections.h>

unsigned long rump_arena_end;
pgd_t swapper_pg_dir[PTRS_PER_PGD] __aligned(PAGE_SIZE);
void *empty_zero_page;

void __init rump_paging_init(void)
{
	unsigned long zones[MAX_NR_ZONES] = { 0 };
	void *base;
	u64 len;
	int error = hyp_call(mem_arena, &base, &len);

	if (error)
		panic("rump: no arena: error %d", error);
	if ((unsigned long)base != RUMP_ARENA_BASE || (len & ~PAGE_MASK) || len > RUMP_ARENA_MAX)
		panic("rump: arena at %px of %llu bytes, expected at %lx", base, len,
		      RUMP_ARENA_BASE);
	rump_arena_end = RUMP_ARENA_BASE + len;
	memblock_add(RUMP_ARENA_BASE, len);
	min_low_pfn = PFN_UP(RUMP_ARENA_BASE);
	max_low_pfn = max_pfn = PFN_DOWN(rump_arena_end);
	high_memory = (void *)rump_arena_end;
	empty_zero_page = memblock_alloc(PAGE_SIZE, PAGE_SIZE);
	if (!empty_zero_page)
		panic("rump: %llu bytes of arena are too few", len);
	zones[ZONE_NORMAL] = max_low_pfn;
	free_area_init(zones);
}

void __init mem_init(void)
{
	set_max_mapnr(max_low_pfn - ARCH_PFN_OFFSET);
	memblock_free_all();
}

/* The image is not memory of the arena: nothing comes back. */
void free_initmem(void)
{
}

static pgprot_t protection_map[16] = {
	[VM_NONE] = PAGE_NONE,
	[VM_READ] = PAGE_READONLY,
	[VM_WRITE] = PAGE_COPY,
	[VM_WRITE | VM_READ] = PAGE_COPY,
	[VM_EXEC] = PAGE_READONLY_EXEC,
	[VM_EXEC | VM_READ] = PAGE_READONLY_EXEC,
	[VM_EXEC | VM_WRITE] = PAGE_READONLY_EXEC,
	[VM_EXEC | VM_WRITE | VM_READ] = PAGE_READONLY_EXEC,
	[VM_SHARED] = PAGE_NONE,
	[VM_SHARED | VM_READ] = PAGE_READONLY,
	[VM_SHARED | VM_WRITE] = PAGE_SHARED,
	[VM_SHARED | VM_WRITE | VM_READ] = PAGE_SHARED,
	[VM_SHARED | VM_EXEC] = PAGE_READONLY_EXEC,
	[VM_SHARED | VM_EXEC | VM_READ] = PAGE_READONLY_EXEC,
	[VM_SHARED | VM_EXEC | VM_WRITE] = PAGE_SHARED_EXEC,
	[VM_SHARED | VM_EXEC | VM_WRITE | VM_READ] = PAGE_SHARED_EXEC,
};
DECLARE_VM_GET_PAGE_PROT
