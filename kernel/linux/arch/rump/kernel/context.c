// SPDX-License-Identifier: GPL-2.0
/*
 * Contexts: the client processes of a rump kernel, and the two ways between
 * them and the host.
 *
 * The host is one more stack.  It enters with a piece of work for a context
 * (the target); control comes back when that work is done, or from the idle
 * task when nothing can run.  Whichever kernel task gave control away goes on
 * at the next entry: rump_kernel_sp.  A context without work is parked
 * (TASK_IDLE), so that the kernel's own scheduler decides about all the rest.
 */
#include <linux/lockdep.h>
#include <linux/math64.h>
#include <linux/resume_user_mode.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/sched/task_stack.h>
#include <linux/syscalls.h>
#include <asm/rump.h>
#include <asm/syscall.h>

static struct rump_ctx contexts[RUMP_CONTEXTS + 1]; /* the last one is RUMP_NOBODY */
static u32 ncontexts;
static u32 target;

unsigned long rump_host_sp;
static unsigned long rump_kernel_sp;
u64 rump_deadline;
u32 rump_flags;
u32 rump_attention;

void rump_yield(u32 status)
{
	rump_swap(&rump_kernel_sp, rump_host_sp, status);
}

void rump_leave(u32 status)
{
	rump_load(rump_host_sp, status);
}

u32 rump_enter(u32 ctx, struct rump_work *work, u64 deadline, u32 flags)
{
	struct rump_ctx *c = &contexts[ctx];
	u32 status;

	if (ctx != RUMP_NOBODY && (ctx >= ncontexts || c->dead)) {
		if (work)
			work->result = -ESRCH;
		return RUMP_DONE;
	}
	if (work) {
		c->work = work;
		c->done = false;
	} else if (c->done) {
		return RUMP_DONE;
	}
	target = ctx;
	rump_deadline = deadline;
	rump_flags = flags;
	*rump_image.running = 1;
	status = rump_swap(&rump_host_sp, rump_kernel_sp, 0);
	*rump_image.running = 0;
	return status;
}

bool rump_dispatch(void)
{
	struct rump_ctx *c = &contexts[target];

	if (c->done)
		return true;
	if (c->parked)
		wake_up_process(c->task);
	return false;
}

/* So long a sleep without waking is no wait for a slow disk. */
#define BLOCKED (60 * NSEC_PER_SEC)

static struct {
	const struct task_struct *task;
	unsigned long switches; /* of it, so far */
	u64 since;
} sleep;

void rump_note_sleep(void)
{
	const struct task_struct *t = contexts[target].task;
	unsigned long switches;

	if (!t) /* RUMP_NOBODY does not sleep */
		return;
	switches = t->nvcsw + t->nivcsw;
	if (sleep.task == t && sleep.switches == switches)
		return;
	sleep.task = t;
	sleep.switches = switches;
	sleep.since = rump_now;
}

static bool is_blocked(const struct task_struct *t)
{
	const unsigned int state = READ_ONCE(t->__state);

	return state & TASK_UNINTERRUPTIBLE && !(state & TASK_NOLOAD);
}

/* What a task waits for is often held by another that waits as well.  There is no other
 * processor that could change the lists, and RCU is not to be asked of when idle. */
static void tell_blocked_too(const struct task_struct *t)
{
	struct task_struct *process, *other;

	list_for_each_entry(process, &init_task.tasks, tasks)
		list_for_each_entry(other, &process->signal->thread_head, thread_node)
			if (other != t && is_blocked(other)) {
				pr_alert("INFO: task blocked too, comm %s\n", other->comm);
				show_stack(other, NULL, KERN_ALERT);
			}
}

void rump_tell_blocked(void)
{
	struct task_struct *t = contexts[target].task;

	if (!t || !is_blocked(t) || rump_now - sleep.since < BLOCKED)
		return;
	pr_alert("INFO: task blocked for good, comm %s, for %llu s\n", t->comm,
		 div_u64(rump_now - sleep.since, NSEC_PER_SEC));
	show_stack(t, NULL, KERN_ALERT);
	tell_blocked_too(t);
}

/* What a kernel does on its way back to user mode. */
static void leave_kernel(struct rump_work *work)
{
	struct ksignal ksig;
	unsigned long flags;

	while ((flags = read_thread_flags()) &
	       (_TIF_NEED_RESCHED | _TIF_SIGPENDING | _TIF_NOTIFY_SIGNAL | _TIF_NOTIFY_RESUME)) {
		if (flags & _TIF_NEED_RESCHED)
			schedule();
		/* A client has no handlers: what does not kill it is dropped. */
		if (flags & (_TIF_SIGPENDING | _TIF_NOTIFY_SIGNAL)) {
			while (get_signal(&ksig))
				signal_setup_done(0, &ksig, 0);
			restore_saved_sigmask();
		}
		if (flags & _TIF_NOTIFY_RESUME)
			resume_user_mode_work(task_pt_regs(current));
	}
	lockdep_sys_exit(); /* a lock that is still held is a defect */
	switch (work->result) {
	case -ERESTARTSYS:
	case -ERESTARTNOINTR:
	case -ERESTARTNOHAND:
	case -ERESTART_RESTARTBLOCK:
		work->result = -EINTR;
	}
}

static int context_main(void *arg)
{
	struct rump_ctx *c = arg;

	c->task = current;
	current->thread.ctx = c;
	return 0;
}

/* A new client process, as fork(2) from the one that asks makes it. */
static long new_context(void)
{
	struct kernel_clone_args args = { .exit_signal = SIGCHLD, .fn = context_main };
	pid_t pid;

	if (ncontexts == RUMP_CONTEXTS)
		return -EAGAIN;
	args.fn_arg = &contexts[ncontexts];
	contexts[ncontexts] = (struct rump_ctx){ .done = true };
	pid = kernel_clone(&args);
	if (pid < 0)
		return pid;
	return ncontexts++;
}

static long run(struct rump_work *w)
{
	s64 *a = w->arg;

	switch (w->op) {
	case RUMP_OP_SYSCALL:
		if (w->nr < 0 || w->nr >= __NR_syscalls)
			return -ENOSYS;
		return sys_call_table[w->nr](a[0], a[1], a[2], a[3], a[4], a[5]);
	case RUMP_OP_PEEK:
		return rump_peek((void *)a[0], a[1], a[2]);
	case RUMP_OP_POKE:
		return rump_poke((void *)a[0], a[1], a[2]);
	case RUMP_OP_CONTEXT:
		return new_context();
	case RUMP_OP_DISK_ATTACH:
		return rump_disk_attach(a[0]);
	case RUMP_OP_DISK_DETACH:
		return rump_disk_detach(a[0]);
	case RUMP_OP_DISK_RESIZE:
		return rump_disk_resize(a[0]);
	case RUMP_OP_MEMORY:
		return rump_memory((void *)a[0], a[1]);
#ifdef CONFIG_RUMP_WIRE
	case RUMP_OP_WIRE_ATTACH:
		return rump_wire_attach(a[0]);
	case RUMP_OP_WIRE_DETACH:
		return rump_wire_detach(a[0]);
	case RUMP_OP_WIRE_LISTEN:
		return rump_wire_listen(a[0]);
	case RUMP_OP_WIRE_INTERRUPT:
		return rump_wire_interrupt(a[0]);
#endif
	}
	return -ENOSYS;
}

void rump_context_loop(void)
{
	struct rump_ctx *c = current->thread.ctx;

	if (!c) { /* pid 1 has become context 0 */
		c = &contexts[ncontexts++];
		c->task = current;
		c->done = true;
		current->thread.ctx = c;
	}
	for (;;) {
		if (!c->done) {
			c->work->result = run(c->work);
			leave_kernel(c->work);
			c->done = true;
		} else if (c == &contexts[target]) {
			rump_yield(RUMP_DONE);
		} else {
			rump_dispatch();
			c->parked = true;
			set_current_state(TASK_IDLE);
			schedule();
			c->parked = false;
		}
	}
}

/* A context was killed (a fatal signal): its call ends here. */
void exit_thread(struct task_struct *tsk)
{
	struct rump_ctx *c = tsk->thread.ctx;

	if (!c || tsk != c->task)
		return;
	if (!c->done)
		c->work->result = -ESRCH;
	c->done = true;
	c->dead = true;
}

/* The loader calls this once: what it refers to is still there. */
int __ref rump_boot(u32 *status)
{
	unsigned long top = (unsigned long)init_stack + THREAD_SIZE - 64;
	int error = rump_select_components();

	if (error)
		return error;
	*rump_image.running = 1;
	rump_deadline = U64_MAX;
	*status = rump_start(&rump_host_sp, top);
	*rump_image.running = 0;
	return 0;
}
