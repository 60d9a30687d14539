/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Runs a CRASH: its body once, then every state, and says how many there were. */
#include <stdio.h>
#include <stdlib.h>

#include "atf/internal.h"
#include "harness/crash.h"

/* What a case of `make check` takes at most; `-v long=yes` has no such bounds. */
#define STATES 1000
#define CHECKS 100
#define LONG_SUBSETS 1024
#define LONG_TORN 16

static struct crash_conf bounds(void)
{
	struct crash_conf conf = { .bounds.states = STATES, .checks = CHECKS };

	if (run_long())
		conf = (struct crash_conf){
			.bounds = { .subsets = LONG_SUBSETS, .torn = LONG_TORN },
			.checks = UINT64_MAX,
		};
	conf.choice = getenv("CRASH_STATE");
	if (conf.choice)
		conf.checks = 1;
	return conf;
}

/* The first line of a text. */
static char *first_line(const char *text)
{
	char *line = strdup(text);

	if (!line)
		abort();
	line[strcspn(line, "\n")] = '\0';
	return line;
}

static __attribute__((noreturn)) void report(const struct instance *i, struct crash *c,
    const struct crash_state *bad, const char *what)
{
	const char *base = strrchr(program_path(), '/');
	char *name, *variable, *line = first_line(what);

	if (asprintf(&name, "%s-%s", base ? base + 1 : program_path(), i->name) < 0 ||
	    asprintf(&variable, "CRASH_STATE='%s'", bad->choice) < 0)
		abort();
	fprintf(stderr, "-- a power cut: %s --\n%s", bad->choice, what);
	fprintf(stderr, "kept in %s\n", crash_keep(c, name, bad, what));
	reproduce_with(variable);
	harness_failf("power cut %s: %s", bad->choice, line);
}

void run_crash(const struct instance *i)
{
	struct crash *c = crash_record(i->comp, i->crash, i->from->fs_body);
	const struct crash_conf conf = bounds();
	struct crash_tally tally;
	struct crash_state bad;
	const char *what = crash_judge(c, &conf, &tally, &bad);

	printf("states: %llu distinct %llu checked %llu known %llu\n",
	    (unsigned long long)tally.states, (unsigned long long)tally.distinct,
	    (unsigned long long)tally.checked, (unsigned long long)tally.known);
	fflush(stdout);
	if (what)
		report(i, c, &bad, what);
	crash_free(c);
}
