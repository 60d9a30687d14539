/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _ASM_ELF_H
#define _ASM_ELF_H

#include <asm/ptrace.h>
#include <linux/elf-em.h>

/* No ELF program runs here; these are for the code that could write one. */
typedef unsigned long elf_greg_t;
#define ELF_NGREG (sizeof(struct pt_regs) / sizeof(elf_greg_t))
typedef elf_greg_t elf_gregset_t[ELF_NGREG];
typedef unsigned long elf_fpregset_t;

#define ELF_ARCH EM_X86_64
#define ELF_CLASS ELFCLASS64
#define ELF_DATA ELFDATA2LSB
#define ELF_PLATFORM NULL
#define ELF_HWCAP 0
#define ELF_EXEC_PAGESIZE PAGE_SIZE
#define elf_check_arch(x) 0
#define CORE_DUMP_USE_REGSET

#endif
