/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _ASM_PGALLOC_H
#define _ASM_PGALLOC_H

#include <linux/mm.h>
#include <asm-generic/pgalloc.h>

static inline pgd_t *pgd_alloc(struct mm_struct *mm)
{
	return (pgd_t *)get_zeroed_page(GFP_PGTABLE_USER);
}

static inline void pmd_populate(struct mm_struct *mm, pmd_t *pmd, pgtable_t pte)
{
	set_pmd(pmd, __pmd(page_to_phys(pte) | _PAGE_TABLE));
}

static inline void pmd_populate_kernel(struct mm_struct *mm, pmd_t *pmd, pte_t *pte)
{
	set_pmd(pmd, __pmd(__pa(pte) | _PAGE_TABLE));
}

static inline void pud_populate(struct mm_struct *mm, pud_t *pud, pmd_t *pmd)
{
	set_pud(pud, __pud(__pa(pmd) | _PAGE_TABLE));
}

#define __pte_free_tlb(tlb, pte, addr)                                         \
do {                                                                           \
	pgtable_pte_page_dtor(pte);                                            \
	tlb_remove_page((tlb), (pte));                                         \
} while (0)

#define __pmd_free_tlb(tlb, pmd, addr)                                         \
do {                                                                           \
	pgtable_pmd_page_dtor(virt_to_page(pmd));                              \
	tlb_remove_page((tlb), virt_to_page(pmd));                             \
} while (0)

#endif
