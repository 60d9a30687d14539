/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A sweep as a whole.  A booted kernel does not survive a fork (its memory is
 * shared), so each process boots one of its own and takes every jobs-th round.
 * Where a process dies, the next one goes on behind the round it died of.
 *
 * Rounds run first; then those whose disk no round before them left are run again,
 * for the checker.  So what is checked does not depend on who was faster.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/sweep_internal.h"

#define NOWHERE UINT64_MAX

struct process {
	pid_t pid;
	int from; /* the read end of its pipe; -1: there is none */
};

static void begin(const struct sweep_run *r, struct process *p, unsigned job, uint64_t from)
{
	int end[2];

	if (pipe2(end, O_CLOEXEC))
		harness_failf("sweep: pipe: %s", strerror(errno));
	r->shared->at[job] = NOWHERE;
	fflush(NULL); /* or what is buffered is printed by both */
	p->pid = fork();
	if (p->pid < 0)
		harness_failf("sweep: fork: %s", strerror(errno));
	if (p->pid == 0)
		sweep_process(r, job, from, end[1]);
	close(end[1]);
	p->from = end[0];
}

/* Each process says what it counted before it runs a round. */
static void make_plan(struct sweep_run *r)
{
	memcpy(r->plan.seen, r->shared->seen, sizeof(r->plan.seen));
	r->plan.calls = r->shared->calls;
	sweep_plan_make(&r->plan);
}

static void add(struct sweep_run *r, enum sweep_kind kind, uint64_t round, const char *what)
{
	char fault[SWEEP_TEXT];

	make_plan(r);
	sweep_plan_text(&r->plan, round, fault);
	sweep_add(r->result, kind, round, fault, what);
}

static void step(struct sweep_run *r)
{
	r->steps++;
	if (!r->conf->progress)
		return;
	make_plan(r);
	r->conf->progress(r->conf->progress_arg, r->steps * SWEEP_STEP, r->plan.rounds + r->checks);
}

/* A message of a process; false at the end of its pipe. */
static bool receive(struct sweep_run *r, struct process *p)
{
	struct sweep_message m;
	ssize_t n;

	do
		n = read(p->from, &m, sizeof(m));
	while (n < 0 && errno == EINTR);
	if (n != sizeof(m))
		return false;
	switch (m.says) {
	case SWEEP_SAYS_FOUND:
		add(r, m.kind, m.round, m.text);
		break;
	case SWEEP_SAYS_FAIL:
		harness_failf("%s", m.text);
	case SWEEP_SAYS_SKIP:
		harness_skip(text_static("%s", m.text));
	case SWEEP_SAYS_STEP:
		step(r);
		break;
	}
	return true;
}

/* A process has ended; starts one that goes on where it was the round that ended
 * it. */
static void ended(struct sweep_run *r, struct process *p, unsigned job)
{
	const uint64_t at = r->shared->at[job];
	int status;
	char what[64];

	close(p->from);
	p->from = -1;
	if (waitpid(p->pid, &status, 0) < 0)
		harness_failf("sweep: wait: %s", strerror(errno));
	if (WIFEXITED(status) && !WEXITSTATUS(status))
		return;
	if (WIFSIGNALED(status))
		snprintf(what, sizeof(what), "the process died of SIG%s",
		    sigabbrev_np(WTERMSIG(status)));
	else
		snprintf(what, sizeof(what), "the process ended with status %d",
		    WEXITSTATUS(status));
	if (at == NOWHERE)
		harness_failf("sweep: before the first round %s", what);
	add(r, SWEEP_DIED, r->check ? r->check[at] : at, what);
	begin(r, p, job, at + r->jobs);
}

static void run_all(struct sweep_run *r)
{
	struct process process[SWEEP_JOBS];
	struct pollfd ready[SWEEP_JOBS];
	unsigned left;

	for (unsigned j = 0; j < r->jobs; j++)
		begin(r, &process[j], j, j);
	do {
		left = 0;
		for (unsigned j = 0; j < r->jobs; j++) {
			ready[j] = (struct pollfd){ .fd = process[j].from, .events = POLLIN };
			left += process[j].from >= 0;
		}
		if (left && poll(ready, r->jobs, -1) < 0 && errno != EINTR)
			harness_failf("sweep: poll: %s", strerror(errno));
		for (unsigned j = 0; left && j < r->jobs; j++)
			if (ready[j].revents && !receive(r, &process[j]))
				ended(r, &process[j], j);
	} while (left);
}

/* -- the disks that are checked -- */

struct seen {
	uint64_t hash, round;
};

static int by_hash(const void *a, const void *b)
{
	const struct seen *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->round < y->round ? -1 : x->round > y->round;
}

static int by_round(const void *a, const void *b)
{
	const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

/* The first rounds that left each content, in their order. */
static uint64_t *distinct(const struct sweep_run *r, uint64_t *n)
{
	struct seen *all = calloc(r->plan.rounds + 1, sizeof(*all));
	uint64_t *first = calloc(r->plan.rounds + 1, sizeof(*first));

	if (!all || !first)
		abort();
	for (uint64_t i = 0; i < r->plan.rounds; i++)
		all[i] = (struct seen){ r->shared->hash[i], i };
	qsort(all, r->plan.rounds, sizeof(*all), by_hash);
	*n = 0;
	for (uint64_t i = 0; i < r->plan.rounds; i++)
		if (all[i].hash && (!i || all[i].hash != all[i - 1].hash))
			first[(*n)++] = all[i].round;
	qsort(first, *n, sizeof(*first), by_round);
	free(all);
	return first;
}

/* Of more than the bound, as many at equal distances. */
static void check_disks(struct sweep_run *r)
{
	const struct sweep *c = r->conf;
	uint64_t n, most = c->checks ? c->checks : UINT64_MAX;
	uint64_t *list = distinct(r, &n);

	r->result->disks = n;
	if (c->checks == SWEEP_NO_CHECKS || !c->comp->check || c->comp->nodev)
		most = 0;
	r->checks = n < most ? n : most;
	for (uint64_t i = 0; i < r->checks; i++)
		list[i] = list[i * n / r->checks];
	r->check = list;
	if (r->checks)
		run_all(r);
	r->result->checked = r->checks;
	free(list);
}

struct sweep_result *sweep_run(const struct sweep *conf)
{
	struct sweep_run run = { .conf = conf, .jobs = conf->jobs ? conf->jobs : 1 };

	if (run.jobs > SWEEP_JOBS)
		harness_failf("sweep: %u jobs; expected %u at most", run.jobs, SWEEP_JOBS);
	sweep_plan_open(&run.plan, conf);
	run.shared = mmap(NULL, sizeof(*run.shared), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	run.result = calloc(1, sizeof(*run.result));
	if (run.shared == MAP_FAILED || !run.result)
		harness_failf("sweep: out of memory");
	run_all(&run);
	make_plan(&run);
	if (!conf->only)
		check_disks(&run);
	sweep_finish(run.result, &run.plan);
	run.result->leaks = run.shared->leaks;
	munmap(run.shared, sizeof(*run.shared));
	return run.result;
}
