/* SPDX-License-Identifier: GPL-2.0 */
/* What the files of arch/rump share among themselves. */
#ifndef _ASM_RUMP_H
#define _ASM_RUMP_H

#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <asm/image.h>
#include <rumpuser/hyp.h>

extern struct rump_image rump_image;
extern struct rump_host rump_host;

static inline struct hyp *rump_hyp(void)
{
	return rump_host.hyp;
}

/* Calls hypercall `name`. */
#define hyp_call(name, ...) (rump_hyp()->ops->name(rump_hyp(), ##__VA_ARGS__))

/* -- entry.S -- */

/* Saves the registers that a callee keeps on the stack and the stack at *save;
 * goes on where the stack `load` was saved, there returning `value`. */
unsigned long rump_swap(unsigned long *save, unsigned long load, unsigned long value);
/* The second half alone: the present stack is given up. */
void rump_load(unsigned long load, unsigned long value) __noreturn;
/* Saves as rump_swap() and calls start_kernel() on `stack`. */
unsigned long rump_start(unsigned long *save, unsigned long stack);
void ret_from_fork(void);
void rump_fault_entry(void);

/* -- context.c -- */

struct rump_ctx {
	struct task_struct *task;
	struct rump_work *work;
	bool done;   /* the work is; the host was not told yet */
	bool parked; /* sleeps until there is work */
	bool dead;
};

extern unsigned long rump_host_sp;
/* What the call under way may do, see rump_image.enter. */
extern u64 rump_deadline;
extern u32 rump_flags;
extern u32 rump_attention;
/* Gives control to the host, which sees `status`; returns at its next enter. */
void rump_yield(u32 status);
/* Wakes the context that has work, where it is parked; true where the call that
 * the host waits for is done. */
bool rump_dispatch(void);
/* Time is about to pass because the call under way can not go on. */
void rump_note_sleep(void);
/* That call has no more time.  Where it has slept, without waking once, for what no
 * signal ends and no event brought, that is a defect, and the log says so. */
void rump_tell_blocked(void);
void rump_context_loop(void) __noreturn;
void rump_leave(u32 status) __noreturn;
u32 rump_enter(u32 ctx, struct rump_work *work, u64 deadline, u32 flags);
int rump_boot(u32 *status);

/* -- time.c -- */

void rump_timer_interrupt(void);
/* Lockdep learns that interrupts are about to be enabled. */
static inline void rump_lockdep_on(void)
{
	lockdep_hardirqs_on_prepare();
	lockdep_hardirqs_on(_THIS_IP_);
}
extern u64 rump_next_event;
extern u64 rump_now; /* the last clock value seen */

/* -- disk.c -- */

long rump_disk_attach(u32 dev);
long rump_disk_detach(u32 dev);
long rump_disk_resize(u32 dev);

/* -- wire.c -- */

long rump_wire_attach(u32 dev);
long rump_wire_detach(u32 dev);
long rump_wire_listen(u32 dev);
long rump_wire_interrupt(u32 dev);

/* -- stacktrace.c -- */

void rump_show_trace(struct pt_regs *regs);

/* -- uaccess.c -- */

long rump_peek(void *to, unsigned long addr, unsigned long len);
long rump_poke(const void *from, unsigned long addr, unsigned long len);

/* -- memory.c -- */

long rump_memory(struct rump_memory *out, u64 max);

/* -- component.c -- */

int rump_select_components(void);

#endif
