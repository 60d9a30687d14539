/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The last resort against a kernel that loops without counted work and without
 * looking at the clock: after LIMIT seconds of CPU time in one enter() it is
 * taken off its stack, as if the budget of work were used up.  Nothing that
 * ends by itself, or by its budget, ever meets it, so runs stay deterministic.
 * One signal for each second of CPU time is all that it costs.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <ucontext.h>

#include "kernel/linux/user/linux.h"

#define LIMIT 20 /* seconds of CPU time */

static struct sigaction before;
static uint64_t watched; /* k->entered at the last tick */
static int ticks;        /* since it changed */

static void tick(int sig, siginfo_t *info, void *ucontext)
{
	struct kern_impl *k = linux_alive;
	uintptr_t ip = ((ucontext_t *)ucontext)->uc_mcontext.gregs[REG_RIP];

	(void)sig;
	(void)info;
	if (!k)
		return;
	if (k->entered != watched) {
		watched = k->entered;
		ticks = 0;
	}
	/* Only out of the kernel's own code: a hypercall may hold a host lock. */
	if (++ticks >= LIMIT && *k->image->running && ip >= (uintptr_t)k->image->text &&
	    ip < (uintptr_t)k->image->text_end)
		linux_divert_leave(k, ucontext, RUMP_BUDGET);
}

static void set_timer(time_t seconds)
{
	struct itimerval every = { { seconds, 0 }, { seconds, 0 } };

	setitimer(ITIMER_VIRTUAL, &every, NULL);
}

void linux_watchdog_start(void)
{
	struct sigaction sa = { .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART };

	sa.sa_sigaction = tick;
	ticks = 0;
	sigaction(SIGVTALRM, &sa, &before);
	set_timer(1);
}

void linux_watchdog_stop(void)
{
	set_timer(0);
	sigaction(SIGVTALRM, &before, NULL);
}
