// SPDX-License-Identifier: GPL-2.0
/* Tasks: the stack of a new one, the switch between two, the idle task. */
#include <linux/cpu.h>
#include <linux/ptrace.h>
#include <linux/reboot.h>
#include <linux/sched/debug.h>
#include <linux/sched/task_stack.h>
#include <linux/stacktrace.h>
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

/*
 * Nothing is runnable.  Time moves to the next event, unless the call under
 * way may not wait for it: then the host hears of it.  Called with interrupts
 * off; returns with them on.
 */
void arch_cpu_idle(void)
{
	while (!rump_irq_pending && !need_resched()) {
		if (rump_dispatch())
			rump_yield(RUMP_DONE);
		else if (need_resched())
			break;
		else if (rump_flags & RUMP_NOWAIT)
			rump_yield(RUMP_BLOCKED);
		else if (rump_next_event > rump_deadline)
			rump_yield(RUMP_HUNG);
		else {
			hyp_call(clock_wait, rump_next_event);
			rump_clock();
		}
	}
	raw_local_irq_enable();
}

void flush_thread(void)
{
}

void show_regs(struct pt_regs *regs)
{
	show_regs_print_info(KERN_DEFAULT);
}

/* -- stack traces, by frame pointers -- */

static bool on_stack(struct task_struct *task, unsigned long p)
{
	unsigned long stack = (unsigned long)task_stack_page(task);

	return p >= stack && p <= stack + THREAD_SIZE - 16 && !(p & 7);
}

static void walk(struct task_struct *task, unsigned long ip, unsigned long bp,
		 stack_trace_consume_fn f, void *cookie)
{
	if (ip && !f(cookie, ip))
		return;
	while (on_stack(task, bp)) {
		unsigned long *frame = (unsigned long *)bp;

		if (!frame[1] || !f(cookie, frame[1]) || frame[0] <= bp)
			return;
		bp = frame[0];
	}
}

noinline void arch_stack_walk(stack_trace_consume_fn f, void *cookie, struct task_struct *task,
			      struct pt_regs *regs)
{
	if (regs)
		walk(task, regs->ip, regs->bp, f, cookie);
	else if (task == current)
		walk(task, 0, (unsigned long)__builtin_frame_address(0), f, cookie);
	else
		walk(task, 0, ((unsigned long *)task->thread.sp)[5], f, cookie);
}

struct show {
	const char *level;
};

static bool show_entry(void *cookie, unsigned long ip)
{
	printk("%s [<%016lx>]\n", ((struct show *)cookie)->level, ip);
	return true;
}

void show_stack(struct task_struct *task, unsigned long *sp, const char *level)
{
	struct show s = { level };

	printk("%sCall Trace:\n", level);
	arch_stack_walk(show_entry, &s, task ?: current, NULL);
}

static bool first_outside_sched(void *cookie, unsigned long ip)
{
	*(unsigned long *)cookie = ip;
	return in_sched_functions(ip);
}

unsigned long __get_wchan(struct task_struct *p)
{
	unsigned long ip = 0;

	arch_stack_walk(first_outside_sched, &ip, p, NULL);
	return ip;
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
