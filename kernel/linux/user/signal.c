/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Faults.  In this order: a write to a page that a snapshot closed; a fault of
 * the kernel, which goes on at its fixup or at its oops; a fault of the host,
 * which goes to the handler that was there before us (libFuzzer's, say) or
 * kills the process as if we were not here.
 *
 * All handlers run on a stack of their own: the kernel's stacks are part of the
 * snapshot, so the host could not write a signal frame there.  SA_NODEFER, as
 * filling in image->fault may itself hit a closed page.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

#include "kernel/linux/user/linux.h"

#define STACK (64 << 10)
#define PAGE_FAULT 14 /* REG_TRAPNO */
#define ERR_WRITE 2   /* bits of REG_ERR of a page fault */
#define ERR_FETCH 16
/* More faults than this in one enter(): the oops itself can not run. */
#define DIVERTED_MAX 256

static const int signals[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL };
#define SIGNALS (sizeof(signals) / sizeof(signals[0]))

static struct sigaction before[SIGNALS];
static char stack[STACK] __attribute__((aligned(16)));
static char last_stack[STACK] __attribute__((aligned(16)));

static bool in_text(const struct rump_image *image, uint64_t ip)
{
	return ip >= (uintptr_t)image->text && ip < (uintptr_t)image->text_end;
}

static bool page_fault(const greg_t *r, int bits)
{
	return r[REG_TRAPNO] == PAGE_FAULT && (r[REG_ERR] & bits);
}

static uint32_t leave_status;

static void leave(void)
{
	linux_alive->image->leave(leave_status);
}

void linux_divert_leave(struct kern_impl *k, void *ucontext, uint32_t status)
{
	greg_t *r = ((ucontext_t *)ucontext)->uc_mcontext.gregs;

	(void)k;
	leave_status = status;
	r[REG_RIP] = (greg_t)(uintptr_t)leave;
	r[REG_RSP] = (greg_t)(uintptr_t)(last_stack + STACK - 8);
}

static void fill(struct rump_fault *f, int sig, const siginfo_t *info, const greg_t *r)
{
	*f = (struct rump_fault){
		.addr = r[REG_TRAPNO] == PAGE_FAULT ? (uintptr_t)info->si_addr : 0,
		.ip = r[REG_RIP],
		.sp = r[REG_RSP],
		.bp = r[REG_RBP],
		.ax = r[REG_RAX],
		.bx = r[REG_RBX],
		.cx = r[REG_RCX],
		.dx = r[REG_RDX],
		.si = r[REG_RSI],
		.di = r[REG_RDI],
		.r8 = r[REG_R8],
		.r9 = r[REG_R9],
		.r10 = r[REG_R10],
		.r11 = r[REG_R11],
		.r12 = r[REG_R12],
		.r13 = r[REG_R13],
		.r14 = r[REG_R14],
		.r15 = r[REG_R15],
		.write = page_fault(r, ERR_WRITE),
		.sig = sig,
	};
}

/* True where the kernel faulted; it goes on elsewhere. */
static bool kernel_fault(struct kern_impl *k, int sig, const siginfo_t *info, ucontext_t *uc)
{
	const struct rump_image *image = k->image;
	greg_t *r = uc->uc_mcontext.gregs;
	uint64_t fixup;

	/* A jump to nowhere on the kernel's stack is the kernel's too. */
	if (!in_text(image, r[REG_RIP]) && !(*image->running && page_fault(r, ERR_FETCH)))
		return false;
	fixup = image->fixup(r[REG_RIP]);
	if (fixup) {
		r[REG_RIP] = fixup;
		return true;
	}
	if (k->diverted++ > DIVERTED_MAX) {
		strcpy(k->why, "faults without end");
		linux_divert_leave(k, uc, RUMP_PANIC);
		return true;
	}
	fill(image->fault, sig, info, r);
	r[REG_RIP] = image->fault_entry;
	r[REG_RSP] = ((r[REG_RSP] - 256) & ~15l) - 8;
	return true;
}

/* Puts back what was there before and lets it happen again. */
static void pass_on(int sig, const siginfo_t *info)
{
	for (size_t i = 0; i < SIGNALS; i++) {
		if (signals[i] == sig)
			sigaction(sig, &before[i], NULL);
	}
	if (info->si_code <= 0) /* sent, so it would not happen again by itself */
		raise(sig);
}

static void handler(int sig, siginfo_t *info, void *ucontext)
{
	struct kern_impl *k = linux_alive;
	ucontext_t *uc = ucontext;

	if (k && info->si_code > 0) {
		if (page_fault(uc->uc_mcontext.gregs, ERR_WRITE) &&
		    linux_write_fault(k, info->si_addr))
			return;
		if (kernel_fault(k, sig, info, uc))
			return;
	}
	pass_on(sig, info);
}

/* Other people's handlers must not run on a kernel stack either. */
static void use_own_stack(void)
{
	for (int sig = 1; sig < 32; sig++) {
		struct sigaction sa;

		if (sigaction(sig, NULL, &sa) || sa.sa_handler == SIG_DFL ||
		    sa.sa_handler == SIG_IGN || (sa.sa_flags & SA_ONSTACK))
			continue;
		sa.sa_flags |= SA_ONSTACK;
		sigaction(sig, &sa, NULL);
	}
}

void linux_signals(void)
{
	struct sigaction sa = { .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER };

	sa.sa_sigaction = handler;
	sigaltstack(&(stack_t){ .ss_sp = stack, .ss_size = sizeof(stack) }, NULL);
	use_own_stack();
	for (size_t i = 0; i < SIGNALS; i++) {
		struct sigaction old;

		sigaction(signals[i], &sa, &old);
		if (old.sa_sigaction != handler)
			before[i] = old;
	}
}
