/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Runs inputs in processes of their own: what was found may end more than the
 * kernel it was found in.
 *
 * The rule everything rests on: a worker boots one kernel, enters the sandbox, and
 * takes one thing after the other.  One that dies is told of, and another goes on
 * behind the thing that it died of.
 */
#ifndef RUMPUS_TRIAGE_WORKER_H
#define RUMPUS_TRIAGE_WORKER_H

#include <stddef.h>
#include <stdio.h>

/* What to do `n` times. */
struct work {
	size_t n;
	/* In the worker: does thing `i` and writes what came of it, if only an
	 * empty string with its end. */
	void (*run)(void *arg, size_t i, FILE *out);
	/* In the caller: the bytes that run() wrote; or text NULL: it died, and
	 * `why` is how ("signal 6"). */
	void (*done)(void *arg, size_t i, const char *text, size_t len, const char *why);
	void *arg;
};

/* Does the work.  Ends the process with one line where no worker can be had. */
void work_do(const struct work *);

#endif
