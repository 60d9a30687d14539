/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coverage/cover.h"

/* What follows the command; the same places for all of them. */
struct words {
	char **of;
	size_t n;
	bool json;
	size_t most; /* bytes of counters that gather keeps */
};

static int do_gather(struct words *w)
{
	if (w->n > 2)
		return gather_while(w->of[0], w->of[1], w->most, w->of + 2);
	gather(w->of[0], w->of[1]);
	return 0;
}

static int do_objects(struct words *w)
{
	return objects(w->of[0], w->of[1], w->of + 2, w->n - 2);
}

static int do_info(struct words *w)
{
	return info(w->of[0], w->of[1], w->of[2], w->of + 3, w->n - 3);
}

static int do_pages(struct words *w)
{
	return pages(w->of[0], w->of[1], w->of + 2, w->n - 2);
}

static int do_components(struct words *w)
{
	size_t n;
	const struct part *part = parts(w->of, w->n, &n);

	parts_print(part, n);
	return 0;
}

static int do_summary(struct words *w)
{
	return summary(w->of[0], w->of + 1, w->n - 1, w->json);
}

static int do_why(struct words *w)
{
	return why(w->of[0], w->of[1]);
}

static int do_least(struct words *w)
{
	return least(w->of[0]);
}

static int do_only(struct words *w)
{
	return only(w->of[0]);
}

static int do_curve(struct words *w)
{
	return curve(w->of[0], w->of[1]);
}

static int do_gate(struct words *w)
{
	return floors(w->of[0], w->of + 1, w->n - 1, false);
}

static int do_raise(struct words *w)
{
	return floors(w->of[0], w->of + 1, w->n - 1, true);
}

static int do_diff(struct words *w)
{
	return differ(w->of[0], w->of[1], w->of[2], w->n > 3 ? w->of[3] : NULL);
}

static const struct command {
	const char *name;
	int (*run)(struct words *);
	size_t least, most; /* words */
} commands[] = {
	{ "gather", do_gather, 2, SIZE_MAX },
	{ "objects", do_objects, 2, SIZE_MAX },
	{ "info", do_info, 3, SIZE_MAX },
	{ "pages", do_pages, 2, SIZE_MAX },
	{ "components", do_components, 0, SIZE_MAX },
	{ "summary", do_summary, 1, SIZE_MAX },
	{ "why", do_why, 2, 2 },
	{ "least", do_least, 1, 1 },
	{ "only", do_only, 1, 1 },
	{ "curve", do_curve, 2, 2 },
	{ "gate", do_gate, 1, SIZE_MAX },
	{ "raise", do_raise, 1, SIZE_MAX },
	{ "diff", do_diff, 3, 4 },
};

static const char doc[] =
    "Which lines of drivers were reached, and by what.\v"
    "  gather RUN FOLDER          add the line counters of a folder to a run\n"
    "  gather RUN FOLDER -- COMMAND [WORD...]\n"
    "                             the same while the command runs, whose status it has\n"
    "  summary RUN [COMPONENT...] a table by component\n"
    "  info RUN INFO JSON [COM...] a trace file for lcov, and one for gcovr\n"
    "  pages RUN OUT [COMP...]    a page for each source: what reaches its lines\n"
    "  components [COMPONENT...]  those whose lines are counted, how cases are named\n"
    "  objects RUN OUT [COMP...]  .gcda files for gcov\n"
    "  why RUN FILE:LINE          the cases and inputs that reach a line\n"
    "  least RUN                  a smallest set of them that reaches all lines\n"
    "  only RUN                   lines that only one of them reaches\n"
    "  curve RUN COMPONENT        lines by time, of the times and inputs on stdin\n"
    "  gate RUN [COMPONENT...]    compares with components/*/floor\n"
    "  raise RUN [COMPONENT...]   raises the floors to what is reached\n"
    "  diff OLD NEW PATCH [HTML]  what a change did, of two runs\n"
    "\nExit status: 0 good; 1 nothing reaches the line, below a floor, lost lines; 2 it "
    "could not be done.";

static const struct argp_option options[] = {
	{ "json", 'j', NULL, 0, "summary: for machines", 0 },
	{ "keep", 'k', "MIB", 0, "gather: save when there is more than this (256)", 0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct words *w = state->input;
	char *end;

	switch (key) {
	case 'j':
		w->json = true;
		return 0;
	case 'k':
		w->most = strtoul(arg, &end, 10) << 20;
		if (end == arg || *end)
			die("--keep=%s; expected a number of MiB", arg);
		return 0;
	case ARGP_KEY_ARG:
		w->of = grow(w->of, w->n + 2, sizeof(*w->of));
		w->of[w->n++] = arg;
		w->of[w->n] = NULL;
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

int main(int argc, char **argv)
{
	static const struct argp argp = { options, parse, "COMMAND RUN [WORD...]", doc, 0, 0, 0 };
	struct words words = { .most = 256ul << 20 };

	argp_err_exit_status = 2;
	argp_parse(&argp, argc, argv, 0, NULL, &words);
	for (size_t i = 0; words.n && i < sizeof(commands) / sizeof(commands[0]); i++) {
		const struct command *c = &commands[i];

		if (strcmp(c->name, words.of[0]))
			continue;
		words.of++;
		words.n--;
		if (words.n < c->least || words.n > c->most)
			die("%s: %zu words after it; see --help", c->name, words.n);
		return c->run(&words);
	}
	die("%s: no such command; see --help", words.n ? words.of[0] : "nothing");
}
