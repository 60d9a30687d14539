/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Sweeps as ATF cases.  The variable `long` takes all bounds away, `jobs` says how
 * many processes there are, and FAULT in the environment runs the one round with
 * these faults.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "atf/internal.h"

/* What one case of the matrix may cost, of all occurrences there are.  With
 * sanitizers a round is several times as dear. */
#define CALLS 60000
#define CALLS_SANITIZED 3000
#define CHECKS 24
#define CHECKS_SANITIZED 3

extern const struct sweep_matrix *const __start_rumpus_sweep_matrix[] __attribute__((weak));
extern const struct sweep_matrix *const __stop_rumpus_sweep_matrix[] __attribute__((weak));

const struct sweep_matrix *sweep_matrix(void)
{
	const size_t n = __stop_rumpus_sweep_matrix - __start_rumpus_sweep_matrix;

	return n ? *__start_rumpus_sweep_matrix : NULL;
}

/* The fault of a SWEEP as a text. */
static const char *text_of(const struct sweep_case *c, char text[SWEEP_TEXT])
{
	static const char *const on[] = { "disk", "read", "write", "flush", "discard" };

	if (!c->fault + !c->effect + !c->error != 2)
		harness_failf("sweep: expected one of .error, .effect and .fault");
	if (c->fault)
		return c->fault;
	snprintf(text, SWEEP_TEXT, "%s:%%=%s", on[c->on],
	    c->effect ? c->effect : strerrorname_np(c->error));
	return text;
}

static void set_bounds(struct sweep *s)
{
	const char *variant = harness_var("variant");
	const bool sanitized = variant && !strcmp(variant, "fuzz");

	if (run_long())
		return;
	s->calls = sanitized ? CALLS_SANITIZED : CALLS;
	s->checks = sanitized ? CHECKS_SANITIZED : CHECKS;
}

static void print_progress(void *arg, uint64_t done, uint64_t all)
{
	fprintf(stderr, "\r%s: %llu of %llu rounds ", (const char *)arg, (unsigned long long)done,
	    (unsigned long long)all);
}

static void print_finding(const struct sweep_finding *f)
{
	fprintf(stderr, "%s: %s (%s", sweep_kind_name(f->kind), f->what, f->fault);
	if (f->rounds > 1)
		fprintf(stderr, ", and %llu more rounds", (unsigned long long)f->rounds - 1);
	fprintf(stderr, ")\n");
	if (f->known)
		fprintf(stderr, "known: %s\n", f->known);
	print_reproducer(f->fault);
}

static void report(struct sweep_result *r, const struct instance *i, bool only)
{
	char line[512];
	const size_t others = sweep_mark_known(r, i->comp->name, i->from->name);
	const struct sweep_known *stale = sweep_stale(r, i->comp->name, i->from->name);
	const struct sweep_finding *first = NULL;

	sweep_line(r, line, sizeof(line));
	printf("rounds: %s\n", line);
	for (size_t j = 0; j < r->findings; j++) {
		const struct sweep_finding *f = &r->finding[j];

		print_finding(f);
		if (!first || (first->known && !f->known))
			first = f;
	}
	if (stale && !others && !only)
		atf_tc_fail("no finding is \"%s\" of %s any more: take its SWEEP_KNOWN away",
		    stale->what, stale->fault);
	if (first && !others && !only)
		atf_tc_expect_fail("%s", first->known);
	if (first)
		atf_tc_fail("%zu findings, %zu of them not known; %s: %s (%s)", r->findings, others,
		    sweep_kind_name(first->kind), first->what, first->fault);
	if (!r->rounds && i->from->sweep)
		atf_tc_fail("void: the body does nothing that the fault could be for");
}

void run_sweep(const struct instance *i)
{
	const struct sweep_matrix *m = sweep_matrix();
	const char *only = getenv("FAULT"), *jobs = harness_var("jobs");
	char text[SWEEP_TEXT];
	struct sweep s = {
		.comp = i->comp,
		.body = i->from->fs_body,
		.jobs = jobs ? atoi(jobs) : 1,
		.only = only && *only ? strdup(only) : NULL,
	};
	struct sweep_result *r;

	unsetenv("FAULT"); /* it is not for the boot */
	if (i->from->sweep) {
		s.fault[0] = text_of(i->from->sweep, text);
		s.pairs = i->from->sweep->pairs;
	} else {
		memcpy(s.fault, m->fault, sizeof(s.fault));
		s.pairs = m->pairs;
	}
	set_bounds(&s);
	if (isatty(STDERR_FILENO)) {
		s.progress = print_progress;
		s.progress_arg = i->name;
	}
	r = sweep_run(&s);
	if (s.progress)
		fputc('\n', stderr);
	report(r, i, s.only);
	sweep_free(r);
}
