// SPDX-License-Identifier: GPL-2.0
/*
 * vmalloc, vmap and vm_map_ram: the page tables say which pages, the hypercall
 * layer makes them appear.  Neighbouring pages go in one call.
 */
#include <linux/mm.h>
#include <linux/vmalloc.h>
#include <asm/rump.h>

static unsigned long page_at(unsigned long addr)
{
	pud_t *pud = pud_offset(p4d_offset(pgd_offset_k(addr), addr), addr);
	pmd_t *pmd;
	pte_t pte;

	/* No memory for a table leaves a range without one: vmalloc then asks all
	 * the same, before it takes back what it has. */
	if (pud_none(*pud))
		return 0;
	pmd = pmd_offset(pud, addr);
	if (pmd_none(*pmd))
		return 0;
	pte = *pte_offset_kernel(pmd, addr);
	return pte_present(pte) ? pte_val(pte) & PAGE_MASK : 0;
}

static void alias(unsigned long addr, unsigned long page, unsigned long len)
{
	if (!len)
		return;
	if (hyp_call(mem_alias, (void *)addr, (void *)page, len))
		panic("rump: the host can not alias %lu bytes at %lx", len, addr);
}

void rump_vmap(unsigned long start, unsigned long end)
{
	unsigned long addr, run = start, page = 0, len = 0;

	for (addr = start; addr < end; addr += PAGE_SIZE) {
		unsigned long p = page_at(addr);

		if (len && p == page + len) {
			len += PAGE_SIZE;
			continue;
		}
		alias(run, page, len);
		run = addr;
		page = p;
		len = p ? PAGE_SIZE : 0;
	}
	alias(run, page, len);
}

void rump_vunmap(unsigned long start, unsigned long end)
{
	if (start >= VMALLOC_START && end <= VMALLOC_END)
		hyp_call(mem_unalias, (void *)start, end - start);
}
