/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _ASM_PGTABLE_H
#define _ASM_PGTABLE_H

/* Three levels of 512 entries; walked in software only (mm/uaccess.c). */
#define PMD_SHIFT 21
#define PMD_SIZE (1ul << PMD_SHIFT)
#define PMD_MASK (~(PMD_SIZE - 1))
#define PGDIR_SHIFT 30
#define PGDIR_SIZE (1ul << PGDIR_SHIFT)
#define PGDIR_MASK (~(PGDIR_SIZE - 1))
#define PTRS_PER_PTE 512
#define PTRS_PER_PMD 512
#define PTRS_PER_PGD 512
#define USER_PTRS_PER_PGD (TASK_SIZE / PGDIR_SIZE)

#include <asm/page.h>
#include <asm/processor.h>
#include <asm-generic/pgtable-nopud.h>

#define VMALLOC_START RUMP_VMALLOC_BASE
#define VMALLOC_END (RUMP_VMALLOC_BASE + RUMP_VMALLOC_SIZE)

#define _PAGE_PRESENT 0x001
#define _PAGE_RW 0x002
#define _PAGE_USER 0x004
#define _PAGE_EXEC 0x008
#define _PAGE_ACCESSED 0x020
#define _PAGE_DIRTY 0x040
#define _PAGE_PROTNONE 0x080 /* present for the kernel, not for the process */
#define _PAGE_SWP_EXCLUSIVE 0x100

#define _PAGE_TABLE (_PAGE_PRESENT | _PAGE_RW | _PAGE_USER | _PAGE_ACCESSED | _PAGE_DIRTY)
#define _PAGE_CHG_MASK (PAGE_MASK | _PAGE_ACCESSED | _PAGE_DIRTY)
#define _PAGE_BASE (_PAGE_PRESENT | _PAGE_USER | _PAGE_ACCESSED)

#define PAGE_NONE __pgprot(_PAGE_PROTNONE | _PAGE_ACCESSED)
#define PAGE_READONLY __pgprot(_PAGE_BASE)
#define PAGE_COPY __pgprot(_PAGE_BASE)
#define PAGE_SHARED __pgprot(_PAGE_BASE | _PAGE_RW)
#define PAGE_READONLY_EXEC __pgprot(_PAGE_BASE | _PAGE_EXEC)
#define PAGE_SHARED_EXEC __pgprot(_PAGE_BASE | _PAGE_RW | _PAGE_EXEC)
#define PAGE_KERNEL __pgprot(_PAGE_PRESENT | _PAGE_RW | _PAGE_ACCESSED | _PAGE_DIRTY)
#define PAGE_KERNEL_RO __pgprot(_PAGE_PRESENT | _PAGE_ACCESSED | _PAGE_DIRTY)
#define PAGE_KERNEL_EXEC PAGE_KERNEL

#ifndef __ASSEMBLY__

#include <linux/mm_types.h>

extern pgd_t swapper_pg_dir[PTRS_PER_PGD];
extern void *empty_zero_page;
#define ZERO_PAGE(vaddr) virt_to_page(empty_zero_page)

#define set_pte(ptep, pte) (*(ptep) = (pte))
#define set_pte_at(mm, addr, ptep, pte) set_pte(ptep, pte)
#define set_pmd(pmdp, pmd) (*(pmdp) = (pmd))
#define set_pud(pudp, pud) (*(pudp) = (pud))
#define pte_clear(mm, addr, ptep) set_pte(ptep, __pte(0))
#define pmd_clear(pmdp) set_pmd(pmdp, __pmd(0))

#define pte_none(pte) (!pte_val(pte))
#define pte_present(pte) (pte_val(pte) & (_PAGE_PRESENT | _PAGE_PROTNONE))
#define pte_pfn(pte) (pte_val(pte) >> PAGE_SHIFT)
#define pte_page(pte) pfn_to_page(pte_pfn(pte))
#define pfn_pte(pfn, prot) __pte(((unsigned long)(pfn) << PAGE_SHIFT) | pgprot_val(prot))
#define mk_pte(page, prot) pfn_pte(page_to_pfn(page), prot)

#define pmd_none(pmd) (!pmd_val(pmd))
#define pmd_bad(pmd) ((pmd_val(pmd) & ~PAGE_MASK) != _PAGE_TABLE)
#define pmd_present(pmd) (pmd_val(pmd) & _PAGE_PRESENT)
#define pmd_leaf(pmd) 0
#define pmd_pfn(pmd) (pmd_val(pmd) >> PAGE_SHIFT)
#define pmd_page(pmd) pfn_to_page(pmd_pfn(pmd))
#define pmd_page_vaddr(pmd) (pmd_val(pmd) & PAGE_MASK)

/* The level above is folded into the pgd. */
#define pud_none(pud) (!pud_val(pud))
#define pud_bad(pud) ((pud_val(pud) & ~PAGE_MASK) != _PAGE_TABLE)
#define pud_present(pud) (pud_val(pud) & _PAGE_PRESENT)
#define pud_clear(pudp) set_pud(pudp, __pud(0))
#define pud_pgtable(pud) ((pmd_t *)(pud_val(pud) & PAGE_MASK))
#define pud_page(pud) pfn_to_page(pud_val(pud) >> PAGE_SHIFT)

static inline int pte_write(pte_t pte) { return pte_val(pte) & _PAGE_RW; }
static inline int pte_dirty(pte_t pte) { return pte_val(pte) & _PAGE_DIRTY; }
static inline int pte_young(pte_t pte) { return pte_val(pte) & _PAGE_ACCESSED; }
static inline pte_t pte_wrprotect(pte_t pte) { return __pte(pte_val(pte) & ~_PAGE_RW); }
static inline pte_t pte_mkclean(pte_t pte) { return __pte(pte_val(pte) & ~_PAGE_DIRTY); }
static inline pte_t pte_mkold(pte_t pte) { return __pte(pte_val(pte) & ~_PAGE_ACCESSED); }
static inline pte_t pte_mkwrite(pte_t pte) { return __pte(pte_val(pte) | _PAGE_RW); }
static inline pte_t pte_mkdirty(pte_t pte) { return __pte(pte_val(pte) | _PAGE_DIRTY); }
static inline pte_t pte_mkyoung(pte_t pte) { return __pte(pte_val(pte) | _PAGE_ACCESSED); }
static inline pte_t pte_modify(pte_t pte, pgprot_t prot)
{
	return __pte((pte_val(pte) & _PAGE_CHG_MASK) | pgprot_val(prot));
}

#define pmd_ERROR(e) pr_err("bad pmd %016lx\n", pmd_val(e))
#define pgd_ERROR(e) pr_err("bad pgd %016lx\n", pgd_val(e))

#define update_mmu_cache(vma, addr, ptep) do { } while (0)

/* Swap entries: neither present bit is set. */
#define __swp_type(x) (((x).val >> 12) & 0x1f)
#define __swp_offset(x) ((x).val >> 17)
#define __swp_entry(type, offset)                                              \
	((swp_entry_t) { ((unsigned long)(type) << 12) | ((unsigned long)(offset) << 17) })
#define __pte_to_swp_entry(pte) ((swp_entry_t) { pte_val(pte) })
#define __swp_entry_to_pte(x) __pte((x).val)

#endif
#endif
