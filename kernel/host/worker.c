/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Workers: processes that make system calls for the case, one at a time.
 *
 * The case and a worker pass `turn` to and fro, a futex.  The machine's kernel
 * clears it when the worker ends (CLONE_CHILD_CLEARTID), so a death is seen as
 * a turn that came back without `done`.
 */
#include <errno.h>
#include <linux/futex.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kernel/host/host.h"

#define WORKER_STACK (256u << 10)

enum worker_op { WORKER_CALL, WORKER_COPY, WORKER_CLONE };

struct worker {
	uint32_t turn; /* 1: the worker's */
	uint32_t done; /* the worker answered */
	bool started;  /* in a call that was seen to block */
	enum worker_op op;
	long nr, arg[6], result;
	struct worker *clone; /* WORKER_CLONE: the new one */
	pid_t pid, parent;
	uint8_t *stack;
	sigjmp_buf fault; /* WORKER_COPY: where a bad access goes on */
};

/* The worker that copies; only one ever does. */
static struct worker *copier;

/* errno is the case's, so the C library's wrappers can not be used. */
static long raw_call(long nr, const long arg[6])
{
	register long a3 __asm__("r10") = arg[3];
	register long a4 __asm__("r8") = arg[4];
	register long a5 __asm__("r9") = arg[5];
	long result;

	__asm__ volatile("syscall"
			 : "=a"(result)
			 : "0"(nr), "D"(arg[0]), "S"(arg[1]), "d"(arg[2]), "r"(a3), "r"(a4), "r"(a5)
			 : "rcx", "r11", "memory");
	return result;
}
#define raw(nr, ...) raw_call((nr), (const long[6]){ __VA_ARGS__ })

/* Sleeps while *turn is `value`. */
static void turn_wait(uint32_t *turn, uint32_t value)
{
	while (__atomic_load_n(turn, __ATOMIC_ACQUIRE) == value)
		raw(SYS_futex, (long)turn, FUTEX_WAIT, value, 0);
}

static void turn_give(uint32_t *turn, uint32_t value)
{
	__atomic_store_n(turn, value, __ATOMIC_RELEASE);
	raw(SYS_futex, (long)turn, FUTEX_WAKE, 1);
}

static void on_fault(int sig)
{
	siglongjmp(copier->fault, sig);
}

static long copy(struct worker *w)
{
	int sig;

	copier = w;
	sig = sigsetjmp(w->fault, 1);
	if (sig)
		return sig == SIGBUS ? -EIO : -EFAULT;
	memcpy((void *)w->arg[0], (const void *)w->arg[1], w->arg[2]);
	return 0;
}

static int worker_main(void *arg);

/* The flags of a process that shares memory and nothing else with the case, and
 * is a child of the case whoever makes it. */
static pid_t clone_into(struct worker *w, int more)
{
	return clone(worker_main, w->stack + WORKER_STACK,
	    CLONE_VM | CLONE_CHILD_CLEARTID | SIGCHLD | more, w, NULL, NULL, &w->turn);
}

static long serve(struct worker *w)
{
	switch (w->op) {
	case WORKER_COPY:
		return copy(w);
	case WORKER_CLONE:
		w->clone->pid = clone_into(w->clone, CLONE_PARENT);
		return w->clone->pid < 0 ? -EAGAIN : 0;
	default:
		return raw_call(w->nr, w->arg);
	}
}

/* The worker must not outlive the case; changing credentials forgets this.
 * False: the case is gone already. */
static bool die_with_case(const struct worker *w)
{
	raw(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL);
	return raw(SYS_getppid, 0) == w->parent;
}

/* Calls that would raise a signal give their error; a bad copy comes back. */
static void set_signals(void)
{
	const struct sigaction fault = { .sa_handler = on_fault };

	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	sigaction(SIGSEGV, &fault, NULL);
	sigaction(SIGBUS, &fault, NULL);
}

static int worker_main(void *arg)
{
	struct worker *w = arg;

	if (!die_with_case(w))
		return 1;
	set_signals();
	for (;;) {
		turn_wait(&w->turn, 0);
		w->result = serve(w);
		if (w->op == WORKER_CALL && (w->nr == SYS_setresuid || w->nr == SYS_setresgid))
			if (!die_with_case(w))
				return 1;
		__atomic_store_n(&w->done, 1, __ATOMIC_RELEASE);
		turn_give(&w->turn, 0);
	}
}

static void give(struct worker *w, enum worker_op op)
{
	w->op = op;
	w->done = 0;
	turn_give(&w->turn, 1);
}

static long answer(struct worker *w)
{
	turn_wait(&w->turn, 1);
	if (__atomic_load_n(&w->done, __ATOMIC_ACQUIRE))
		return w->result;
	waitpid(w->pid, NULL, 0);
	w->pid = 0;
	return -ENOTRECOVERABLE;
}

static long ask(struct worker *w, enum worker_op op)
{
	if (w->pid <= 0)
		return -ENOTRECOVERABLE;
	if (w->started)
		return -EBUSY;
	give(w, op);
	return answer(w);
}

long worker_call(struct worker *w, long nr, const long arg[6])
{
	w->nr = nr;
	memcpy(w->arg, arg, sizeof(w->arg));
	return ask(w, WORKER_CALL);
}

/* True where the worker sleeps inside its call until a signal or another process
 * wakes it: what waits for a disk or a lock of the kernel is state D, not S. */
static bool blocked(const struct worker *w)
{
	char path[32], line[128];
	long nr = -1;
	char state = '?';
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/syscall", w->pid);
	f = fopen(path, "re");
	if (f && fgets(line, sizeof(line), f))
		sscanf(line, "%ld", &nr);
	if (f)
		fclose(f);
	snprintf(path, sizeof(path), "/proc/%d/stat", w->pid);
	f = fopen(path, "re");
	if (f && fgets(line, sizeof(line), f))
		sscanf(line, "%*d (%*[^)]) %c", &state);
	if (f)
		fclose(f);
	return nr == w->nr && state == 'S';
}

long worker_start(struct worker *w, long nr, const long arg[6])
{
	const struct timespec pause = { .tv_nsec = 1000000 };

	if (w->pid <= 0)
		return -ENOTRECOVERABLE;
	if (w->started)
		return -EBUSY;
	w->nr = nr;
	memcpy(w->arg, arg, sizeof(w->arg));
	give(w, WORKER_CALL);
	/* Nothing tells of a process that goes to sleep, so it is looked at. */
	while (__atomic_load_n(&w->turn, __ATOMIC_ACQUIRE) == 1) {
		if (blocked(w)) {
			w->started = true;
			return -EINPROGRESS;
		}
		raw(SYS_futex, (long)&w->turn, FUTEX_WAIT, 1, (long)&pause);
	}
	return answer(w);
}

long worker_finish(struct worker *w)
{
	if (!w->started)
		return -EINVAL;
	w->started = false;
	return answer(w);
}

int worker_copy(struct worker *w, void *to, const void *from, size_t len)
{
	w->arg[0] = (long)to;
	w->arg[1] = (long)from;
	w->arg[2] = len;
	return ask(w, WORKER_COPY);
}

struct worker *worker_new(struct worker *from)
{
	struct worker *w = calloc(1, sizeof(*w));

	if (!w)
		return NULL;
	w->stack = mmap(NULL, WORKER_STACK, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE, -1, 0);
	if (w->stack == MAP_FAILED) {
		free(w);
		return NULL;
	}
	w->parent = getpid();
	if (from) {
		from->clone = w;
		if (ask(from, WORKER_CLONE) < 0)
			w->pid = -1;
	} else {
		w->pid = clone_into(w, 0);
	}
	if (w->pid > 0) {
		if (!from)
			worker_do(w, SYS_close_range, 0, ~0u, 0);
		return w;
	}
	munmap(w->stack, WORKER_STACK);
	free(w);
	errno = EAGAIN;
	return NULL;
}

void worker_end(struct worker *w)
{
	if (!w)
		return;
	if (w->pid > 0) {
		kill(w->pid, SIGKILL);
		waitpid(w->pid, NULL, 0);
	}
	munmap(w->stack, WORKER_STACK);
	free(w);
}
