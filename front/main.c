/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "front/front.h"

extern const struct command *const __start_rumpus_commands[];
extern const struct command *const __stop_rumpus_commands[];

enum { KERNEL_SRC = 256, VARIANT, KERNEL, JSON };

static const struct argp_option common_options[] = {
	{ "kernel-src", KERNEL_SRC, "DIR", 0, "build that Linux 6.1 tree and use it", 1 },
	{ "variant", VARIANT, "NAME", 0, "the build of the kernel (plain); see rumpus(1)", 1 },
	{ "kernel", KERNEL, "NAME", 0, "linux, or host: the machine's own", 1 },
	{ "jobs", 'j', "N", 0, "how parallel", 1 },
	{ "json", JSON, NULL, 0, "print for machines", 1 },
	{ 0 },
};

static void set_kernel_src(struct common *c, const char *dir)
{
	c->kernel_src = realpath(dir, NULL);
	if (!c->kernel_src || access(text_of("%s/Kbuild", c->kernel_src), F_OK))
		give_up("--kernel-src %s: no kernel source; expected a Linux 6.1 tree", dir);
}

static bool is_variant(const char *name)
{
	static const char *const names[] = { "plain", "fuzz", "cov", "debug", "edges" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(names[i], name))
			return true;
	return false;
}

static error_t parse_common(int key, char *value, struct argp_state *state)
{
	struct common *c = ((struct parsing *)state->input)->common;

	switch (key) {
	case KERNEL_SRC:
		set_kernel_src(c, value);
		return 0;
	case VARIANT:
		if (!is_variant(value))
			give_up("no variant \"%s\"; expected plain, fuzz, cov, debug or edges",
			    value);
		c->variant = value;
		return 0;
	case KERNEL:
		if (strcmp(value, "linux") && strcmp(value, "host"))
			give_up("no kernel \"%s\"; expected linux or host", value);
		c->kernel = value;
		return 0;
	case 'j':
		c->jobs = number_of("--jobs", value);
		return 0;
	case JSON:
		c->json = true;
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static error_t parse_own(int key, char *value, struct argp_state *state)
{
	struct parsing *p = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = p;
		return 0;
	case ARGP_KEY_ARG:
		p->words = realloc(p->words, (p->n + 2) * sizeof(*p->words));
		if (!p->words)
			give_up("out of memory");
		p->words[p->n++] = value;
		p->words[p->n] = NULL;
		return 0;
	case ARGP_KEY_END:
		if (p->n < p->least || p->n > p->most)
			argp_error(state, "%s",
			    p->n < p->least ? "a word is missing" : "too many words");
		return 0;
	default:
		return p->option && p->option(p->arg, key, value) ? 0 : ARGP_ERR_UNKNOWN;
	}
}

void parse(int argc, char **argv, const struct argp_option *options, const char *words,
    const char *doc, struct parsing *p)
{
	static const struct argp common = { common_options, parse_common, 0, 0, 0, 0, 0 };
	static const struct argp_child children[] = { { &common, 0, "Everywhere:", 1 }, { 0 } };
	const struct argp argp = { options, parse_own, words, doc, children, 0, 0 };

	argv[0] = text_of("rumpus %s", argv[0]);
	argp_parse(&argp, argc, argv, 0, NULL, p);
}

static int by_name(const void *a, const void *b)
{
	const struct command *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

static void teach(FILE *to)
{
	const size_t n = __stop_rumpus_commands - __start_rumpus_commands;
	const struct command *sorted[n];

	memcpy(sorted, __start_rumpus_commands, sizeof(sorted));
	qsort(sorted, n, sizeof(sorted[0]), by_name);
	fputs("usage: rumpus COMMAND [WORD...]\n\n"
	      "Tests and fuzzes kernel drivers in rump kernels: the drivers of Linux as a\n"
	      "library in a process, a fresh kernel for each case, no root, no machine.\n\n",
	    to);
	for (size_t i = 0; i < n; i++)
		fprintf(to, "  %-7s %-22s %s\n", sorted[i]->name, sorted[i]->words,
		    sorted[i]->what);
	fputs("\n"
	      "A first look:\n"
	      "  rumpus list                       the drivers there are\n"
	      "  rumpus test 'fs/*:vfat_*'         all cases of FAT\n"
	      "  rumpus fuzz ext4 --time 60        a minute of hostile images\n"
	      "  rumpus shell vfat disk.img ls /   look into an image\n\n"
	      "rumpus COMMAND --help tells more; so does man doc/rumpus.1.\n"
	      "Exit status: 0 good; 1 something failed or was found; 2 it could not be done.\n",
	    to);
}

int main(int argc, char **argv)
{
	struct common common = { .variant = "plain", .kernel = "linux", .jobs = 2 };

	argp_err_exit_status = EXIT_NOT_DONE;
	if (argc < 2) {
		teach(stderr);
		return EXIT_NOT_DONE;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
		teach(stdout);
		return EXIT_GOOD;
	}
	for (const struct command *const *c = __start_rumpus_commands; c < __stop_rumpus_commands;
	     c++)
		if (!strcmp((*c)->name, argv[1]))
			return (*c)->run(argc - 1, argv + 1, &common);
	give_up("no command \"%s\"; rumpus --help lists them", argv[1]);
}
