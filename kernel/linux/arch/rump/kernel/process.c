// SPDX-License-Identifier: GPL-2.0
/* Tasks: the stack of a new one, the switch between two, the idle task. */
#include <linux/cpu.h>
#include <linux/ptrace.h>
#include <linux/reboot.h>
#include <linux/sched/debug.h>
#include <linux/sched/task_stack.h>
#include <linux/tick.h>
#include <asm/rump.h>

struct task_struct *rump_current = &init_task;

struct task_struct *__switch_to(struct task_struct *prev, struct task_struct *next)
{
	rump_current = next;
	return (struct task_struct *)rump_swap(&prev->thread.sp, next->thread.sp,
					       (unsigned long)prev);
}

int copy_thread(struct task_struct *p, const struct kernel_clone_args *args)
{
	struct pt_regs *regs = task_pt_regs(p);
	unsigned long *sp = (unsigned long *)regs;

	memset(regs, 0, sizeof(*regs));
	memset(&p->thread, 0, sizeof(p->thread));
	*--sp = 0;
	*--sp = 0; /* keeps the stack 16-byte aligned, ends a walk */
	*--sp = (unsigned long)ret_from_fork;
	sp -= 6; /* what rump_swap() pops: r15 r14 r13 r12 rbx rbp */
	memset(sp, 0, 6 * sizeof(*sp));
	sp[3] = (unsigned long)args->fn_arg;
	sp[4] = (unsigned long)args->fn;
	p->thread.sp = (unsigned long)sp;
	return 0;
}

/* Time moves to the next event of the kernel, or of the host, which may come
 * first; a call that has no more time is reported. */
static void wait_for_event(void)
{
	if (rump_flags & RUMP_STEP)
		rump_flags = RUMP_NOWAIT;
	rump_note_sleep();
	hyp_call(clock_wait, min(rump_next_event, rump_deadline));
	if (rump_clock() >= rump_deadline && !rump_irq_pending && !need_resched()) {
		rump_tell_blocked();
		rump_yield(RUMP_HUNG);
	}
}

/*
 * Nothing is runnable.  Time moves to the next event, unless the call under
 * way may not wait for it: then the host hears of it.  Called with interrupts
 * off, but for lockdep, which was told of what comes at the end; returns with them
 * on.  What the host has to say is heard after all that follows from its last words.
 */
void arch_cpu_idle(void)
{
	lockdep_hardirqs_off(_THIS_IP_);
	while (!rump_irq_pending && !need_resched()) {
		if (rump_dispatch())
			rump_yield(RUMP_DONE);
		else if (need_resched())
			break;
		else if ((rump_flags & RUMP_NOWAIT) ||
			 ((rump_flags & RUMP_ATTEND) && rump_attention))
			rump_yield(RUMP_BLOCKED);
		else
			wait_for_event();
	}
	rump_lockdep_on();
	raw_local_irq_enable();
}

void flush_thread(void)
{
}

void show_regs(struct pt_regs *regs)
{
	show_regs_print_info(KERN_DEFAULT);
}

/* -- the end -- */

void machine_restart(char *cmd)
{
	hyp_call(exit, 0);
}

void machine_halt(void)
{
	hyp_call(exit, 0);
}

void machine_power_off(void)
{
	hyp_call(exit, 0);
}

void (*pm_power_off)(void) = machine_power_off;

void ptrace_disable(struct task_struct *child)
{
}

long arch_ptrace(struct task_struct *child, long request, unsigned long addr, unsigned long data)
{
	return ptrace_request(child, request, addr, data);
}
