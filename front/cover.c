/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* rumpus cover, report. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "front/front.h"
#include "harness/harness.h"

struct options {
	char *components, *cases, *corpus;
};

static bool option(void *arg, int key, char *value)
{
	struct options *o = arg;

	switch (key) {
	case 'c':
		o->components = value;
		return true;
	case 's':
		o->cases = value;
		return true;
	case 'i':
		o->corpus = value;
		return true;
	default:
		return false;
	}
}

/* Runs, and reports; the table goes to stdout. */
static int collect(const struct common *c, const struct options *o)
{
	char *out;
	char *argv[] = { "coverage/collect", NULL };
	int status;

	need(c, "kernel/linux-cov/kernel.elf", "kernel-cov images");
	need(c, "fuzz/ext4-replay", "fuzz-replays");
	need(c, "cases/fs/create_test", "cases");
	setenv("JOBS", text_of("%u", c->jobs), 1);
	setenv("COMPONENTS", o->components, 1);
	setenv("CASES", o->cases, 1);
	setenv("CORPUS", o->corpus, 1);
	if (!c->json)
		return run_words(argv);
	status = run_output(argv, &out);
	return status ? status : run("cat", "build/coverage/summary.json", NULL);
}

static int ask(const struct common *c, const struct parsing *p, const struct options *o)
{
	static const char *const questions[] = { "why", "least", "only", "gate", "raise", NULL };
	char *cover = text_of("%s/cover", harness_build());
	char *of = text_of("%s/coverage/run", harness_build());

	need(c, "cover", "build/cover");
	if (!strcmp(p->words[0], "diff") && p->n == 3)
		return run(cover, "diff", p->words[1], of, realpath(p->words[2], NULL), NULL);
	if (!strcmp(p->words[0], "why") != (p->n == 2))
		give_up("cover %s; expected why FILE:LINE, least, only, gate, raise or diff OLD "
			"PATCH",
		    p->words[0]);
	for (size_t i = 0; questions[i]; i++) {
		if (strcmp(questions[i], p->words[0]) != 0)
			continue;
		return run(cover, questions[i], of,
		    p->n > 1         ? p->words[1]
		    : *o->components ? o->components
				     : NULL,
		    NULL);
	}
	give_up("cover %s; expected why, least, only, gate, raise or diff", p->words[0]);
}

FRONT_COMMAND(cover, "[QUESTION]", "which lines of drivers are reached, and by what")
{
	static const struct argp_option options[] = {
		{ "components", 'c', "NAMES", 0, "of these drivers (all)", 0 },
		{ "cases", 's', "FOLDERS", 0, "by these cases (all), or none", 0 },
		{ "corpus", 'i', "FOLDER", 0, "by inputs of this one, or none", 0 },
		{ 0 },
	};
	struct options o = { .components = "", .cases = "", .corpus = "" };
	struct parsing p = { .common = c, .most = 3, .option = option, .arg = &o };

	parse(argc, argv, options, "[why FILE:LINE|least|only|gate|raise|diff OLD PATCH]",
	    "Runs cases and inputs on the kernel that counts lines, and reports into "
	    "build/coverage; or answers a question about what was run last.\v"
	    "why: what reaches a line.  least: a smallest set that reaches all.  only: lines "
	    "that one case or input alone reaches.  gate: are components at their floors.  "
	    "raise: raise the floors.  diff: what a change did to coverage.\n"
	    "Exit status 1: nothing reaches the line, below a floor, lost lines.",
	    &p);
	return p.n ? ask(c, &p, &o) : collect(c, &o);
}

FRONT_COMMAND(report, "", "one page of all results there are")
{
	struct parsing p = { .common = c };

	parse(argc, argv, NULL, "",
	    "Makes build/report/index.html of the results that are there: cases, sweeps and "
	    "power cuts, fuzzing, coverage, measurements.",
	    &p);
	return run("ci/report", NULL);
}
