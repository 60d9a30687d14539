/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _ASM_TLBFLUSH_H
#define _ASM_TLBFLUSH_H

#include <linux/mm.h>

/* Page tables are walked in software, each time: there is nothing to flush. */
static inline void flush_tlb_mm(struct mm_struct *mm) { }
static inline void flush_tlb_page(struct vm_area_struct *vma, unsigned long addr) { }
static inline void flush_tlb_range(struct vm_area_struct *vma, unsigned long start,
				   unsigned long end) { }
static inline void flush_tlb_kernel_range(unsigned long start, unsigned long end) { }
static inline void flush_tlb_all(void) { }

#endif
