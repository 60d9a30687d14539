/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _ASM_PROCESSOR_H
#define _ASM_PROCESSOR_H

#include <asm/page.h>
#include <asm/ptrace.h>

/*
 * A window of addresses belongs to what clients map (mmap(2)); its pages are
 * reached through the page tables, in software.  All other user pointers are
 * the host's and are used as they are.
 */
#define RUMP_USER_BASE 0x1000000000ul /* 64 GiB */
#define TASK_SIZE 0x2000000000ul
#define TASK_SIZE_MAX (~0ul)
#define STACK_TOP TASK_SIZE
#define STACK_TOP_MAX TASK_SIZE
#define TASK_UNMAPPED_BASE (RUMP_USER_BASE + 0x10000000ul)

#ifndef __ASSEMBLY__

struct task_struct;
struct rump_ctx;

struct thread_struct {
	unsigned long sp;       /* while it does not run */
	struct rump_ctx *ctx;   /* of a client process, else NULL */
};

#define INIT_THREAD { }

void rump_delay(unsigned long ns);
#define cpu_relax() rump_delay(20)

#define task_pt_regs(tsk)                                                      \
	((struct pt_regs *)(task_stack_page(tsk) + THREAD_SIZE) - 1)
#define KSTK_EIP(tsk) (task_pt_regs(tsk)->ip)
#define KSTK_ESP(tsk) (task_pt_regs(tsk)->sp)

unsigned long __get_wchan(struct task_struct *p);

static inline void start_thread(struct pt_regs *regs, unsigned long ip, unsigned long sp)
{
	regs->ip = ip;
	regs->sp = sp;
}

#endif

#endif
