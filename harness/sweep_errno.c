/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * How calls may fail in a sweep: as calls of that kind do in the round without
 * fault, or as the fault explains.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "harness/sweep_internal.h"
#include "rumpuser/fault.h"
#include "rumpuser/fault/effect.h"

#define DISK_CALLS (FAULT_READ | FAULT_WRITE | FAULT_FLUSH | FAULT_DISCARD | FAULT_GEOMETRY)

/* Errors that Linux's manual has for want of memory beside ENOMEM; and a page of
 * the caller that can not be had is EFAULT. */
static const struct {
	int call, error;
} no_memory[] = {
	{ KERN_FCNTL, ENOLCK },
	{ KERN_FLOCK, ENOLCK },
	{ KERN_PIPE2, ENFILE },
	{ KERN_SETRESUID, EAGAIN },
	{ KERN_OPENAT, ENFILE },
	{ KERN_NCALLS, EFAULT },
};

static void learn(struct sweep_errnos *set, int error)
{
	set->bit[error / 64] |= 1ull << error % 64;
}

static bool knows(const struct sweep_errnos *set, int error)
{
	return set->bit[error / 64] >> error % 64 & 1;
}

bool sweep_errno_of_shutdown(int error)
{
	return error == EIO || error == EROFS || error == EUCLEAN || error == ESHUTDOWN;
}

/* A disk that fails gives its error, or, through a cache, EIO.  The driver may
 * then find less than it should (EUCLEAN, EBADMSG), or write no more (EROFS). */
static void explain(struct sweep_errnos *set, const struct fault_rule *r)
{
	if (!strcmp(r->what.effect->name, "error") && r->what.arg[0] < SWEEP_ERRNOS)
		learn(set, r->what.arg[0]);
	if (!(r->calls & DISK_CALLS))
		return;
	learn(set, EIO);
	learn(set, EROFS);
	learn(set, EUCLEAN);
	learn(set, EBADMSG);
}

void sweep_errno_start(struct sweep_errno *e, const struct kern *k)
{
	size_t n;
	const struct fault_rule *rule = fault_rules(k->fault, &n);

	e->calls = 0;
	e->suspects = 0;
	e->mounted = false;
	memset(&e->explained, 0, sizeof(e->explained));
	for (size_t i = 0; i < n; i++)
		explain(&e->explained, &rule[i]);
}

static bool is_no_memory(const struct sweep_errno *e, int call, int error)
{
	if (!knows(&e->explained, ENOMEM))
		return false;
	for (size_t i = 0; i < sizeof(no_memory) / sizeof(no_memory[0]); i++)
		if (no_memory[i].error == error &&
		    (no_memory[i].call == call || no_memory[i].call == KERN_NCALLS))
			return true;
	return false;
}

void sweep_errno_note(struct sweep_errno *e, int call, long result)
{
	const int error = result < 0 && result > -SWEEP_ERRNOS ? -result : 0;

	e->mounted |= call == KERN_MOUNT && !result;
	if (!error || error == ENOTRECOVERABLE) /* none, or the kernel is dead */
		return;
	if (e->learning) {
		learn(&e->clean[call], error);
		return;
	}
	if (knows(&e->clean[call], error) || knows(&e->explained, error) ||
	    is_no_memory(e, call, error))
		return;
	if (e->suspects < SWEEP_SUSPECTS)
		e->suspect[e->suspects++] = (struct sweep_suspect){ call, error, e->mounted };
}

void sweep_errno_called(void *arg, struct kern *k, int call, const long arg_of[6], long result)
{
	struct sweep_errno *e = arg;

	(void)k;
	(void)arg_of;
	e->calls++;
	sweep_errno_note(e, call, result);
}
