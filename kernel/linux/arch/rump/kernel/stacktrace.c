// SPDX-License-Identifier: GPL-2.0
/*
 * Stack traces, by frame pointers.  KASAN takes one for each allocation and
 * each free, so this is the older of the two interfaces that the kernel has for
 * it: a loop that fills an array, not a call for each frame.
 */
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/task_stack.h>
#include <linux/stacktrace.h>
#include <asm/rump.h>

#define SHOWN 32 /* frames of a trace on the console */

static void add(struct stack_trace *trace, unsigned long ip)
{
	if (trace->skip)
		trace->skip--;
	else if (trace->nr_entries < trace->max_entries)
		trace->entries[trace->nr_entries++] = ip;
}

static void walk(struct stack_trace *trace, struct task_struct *task, unsigned long bp)
{
	unsigned long low = (unsigned long)task_stack_page(task);
	unsigned long high = low + THREAD_SIZE - 2 * sizeof(long);

	while (bp >= low && bp <= high && !(bp & 7) && trace->nr_entries < trace->max_entries) {
		const unsigned long *frame = (const unsigned long *)bp;

		if (!frame[1])
			return;
		add(trace, frame[1]);
		low = bp + 1; /* the next frame lies above */
		bp = frame[0];
	}
}

noinline void save_stack_trace(struct stack_trace *trace)
{
	walk(trace, current, (unsigned long)__builtin_frame_address(0));
}

void save_stack_trace_regs(struct pt_regs *regs, struct stack_trace *trace)
{
	add(trace, regs->ip);
	walk(trace, current, regs->bp);
}

noinline void save_stack_trace_tsk(struct task_struct *task, struct stack_trace *trace)
{
	if (task == current)
		save_stack_trace(trace);
	else /* rump_swap() left %rbp as the last but one on its stack */
		walk(trace, task, ((unsigned long *)task->thread.sp)[5]);
}

/* The console gets bare addresses; who reads the log knows the image. */
static void show(const char *level, const unsigned long *entry, unsigned int n)
{
	printk("%sCall Trace:\n", level);
	while (n--)
		printk("%s [<%016lx>]\n", level, *entry++);
}

void show_stack(struct task_struct *task, unsigned long *sp, const char *level)
{
	unsigned long entry[SHOWN];

	show(level, entry, stack_trace_save_tsk(task ?: current, entry, SHOWN, 0));
}

void rump_show_trace(struct pt_regs *regs)
{
	unsigned long entry[SHOWN];

	show(KERN_ALERT, entry, stack_trace_save_regs(regs, entry, SHOWN, 0));
}

unsigned long __get_wchan(struct task_struct *task)
{
	unsigned long entry[SHOWN];
	unsigned int i, n = stack_trace_save_tsk(task, entry, SHOWN, 0);

	for (i = 0; i < n; i++)
		if (!in_sched_functions(entry[i]))
			return entry[i];
	return 0;
}
