/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A process that runs rounds, and tells the one that started it through a pipe. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "harness/sweep_internal.h"

static int pipe_fd = -1;
static uint64_t round_now;

static void send(enum sweep_says says, enum sweep_kind kind, const char *text)
{
	struct sweep_message m = { .says = says, .kind = kind, .round = round_now };

	snprintf(m.text, sizeof(m.text), "%s", text);
	while (write(pipe_fd, &m, sizeof(m)) < 0)
		if (errno != EINTR)
			_exit(1);
}

static void send_found(void *arg, enum sweep_kind kind, const char *what)
{
	(void)arg;
	send(SWEEP_SAYS_FOUND, kind, what);
}

/* The round was run before, and what it found was told then. */
static void told_before(void *arg, enum sweep_kind kind, const char *what)
{
	(void)arg;
	(void)kind;
	(void)what;
}

static __attribute__((noreturn)) void send_fail(const char *message)
{
	send(SWEEP_SAYS_FAIL, 0, message);
	_exit(0);
}

static __attribute__((noreturn)) void send_skip(const char *message)
{
	send(SWEEP_SAYS_SKIP, 0, message);
	_exit(0);
}

static struct sweep_worker *start(const struct sweep_run *r, unsigned job)
{
	const struct sweep *c = r->conf;
	struct sweep_worker *w = sweep_worker_open(c);

	if (w->plan.rounds > SWEEP_ROUNDS)
		harness_failf("sweep: %llu rounds; expected %u at most: set a bound",
		    (unsigned long long)w->plan.rounds, SWEEP_ROUNDS);
	/* Each process counts the same. */
	memcpy(r->shared->seen, w->plan.seen, sizeof(w->plan.seen));
	r->shared->calls = w->plan.calls;
	r->shared->leaks = w->memories > 0;
	if (r->checks || (c->only && c->comp->check && w->start.disk)) {
		w->checker = sweep_checker_open(c->comp, job);
		w->found = told_before;
		sweep_round(w, NULL);
		sweep_check(w);
	}
	return w;
}

static void run_round(const struct sweep_run *r, struct sweep_worker *w, uint64_t round)
{
	char text[SWEEP_TEXT];

	round_now = round;
	sweep_plan_text(&w->plan, round, text);
	w->found = r->checks ? told_before : send_found;
	sweep_round(w, text);
	r->shared->hash[round] = w->hash;
	w->found = send_found;
	if (w->checker && w->hash)
		sweep_check(w);
	if (r->conf->only)
		harness_report();
}

void sweep_process(const struct sweep_run *r, unsigned job, uint64_t from, int to)
{
	struct sweep_worker *w;
	uint64_t n, step = 0;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	pipe_fd = to;
	harness_fail = send_fail;
	harness_skip = send_skip;
	w = start(r, job);
	n = r->checks ? r->checks : r->conf->only ? 1 : w->plan.rounds;
	for (uint64_t i = from; i < n; i += r->jobs) {
		r->shared->at[job] = i;
		run_round(r, w, r->check ? r->check[i] : i);
		if (++step % SWEEP_STEP == 0)
			send(SWEEP_SAYS_STEP, 0, "");
	}
	sweep_worker_close(w);
	_exit(0);
}
