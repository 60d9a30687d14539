/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The command rumpus: the parts of the tree, for people who do not think in targets
 * of make.
 *
 * The rule everything rests on: a subcommand does nothing that a part does not do by
 * itself; it finds it, has it built where it is missing, and runs it.  Exit status: 0
 * good, 1 something failed or was found, 2 it could not be done, after one line that
 * says why.
 */
#ifndef RUMPUS_FRONT_FRONT_H
#define RUMPUS_FRONT_FRONT_H

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>

enum { EXIT_GOOD, EXIT_FOUND, EXIT_NOT_DONE };

/* What every subcommand takes. */
struct common {
	const char *kernel_src; /* or NULL */
	const char *variant, *kernel;
	unsigned jobs;
	bool json;
};

/* One subcommand: its own arguments, the first being its name. */
struct command {
	const char *name, *words, *what; /* for --help */
	int (*run)(int argc, char **argv, struct common *);
};
#define FRONT_COMMAND(id, arguments, text)                                                   \
	static int command_##id(int argc, char **argv, struct common *c);                    \
	static const struct command entry_##id = { #id, (arguments), (text), command_##id }; \
	static const struct command *const pointer_##id                                      \
	    __attribute__((used, section("rumpus_commands"))) = &entry_##id;                 \
	static int command_##id(int argc, char **argv, struct common *c)

/* Parses by argp; `words` receives what are no options, up to NULL. */
struct parsing {
	struct common *common;
	char **words;
	size_t n, least, most; /* words */
	/* Options of the subcommand alone: true if it knows the key. */
	bool (*option)(void *arg, int key, char *value);
	void *arg;
};
void parse(int argc, char **argv, const struct argp_option *, const char *words, const char *doc,
    struct parsing *);

/* Prints the line and exits with EXIT_NOT_DONE. */
void give_up(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));
/* printf into a string that is never freed. */
char *text_of(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* A number above 0, or gives up by the option's name. */
unsigned number_of(const char *option, const char *value);

/* The source tree that this command is of. */
const char *tree(void);
/* Makes targets of make where `built` (below build/) is missing, or always where
 * another kernel source was named.  Gives up where that fails. */
void need(const struct common *, const char *built, const char *targets);
/* Runs a program in the tree and waits; its exit status, or EXIT_NOT_DONE.
 * Up to a NULL.  run_words(): the same of a vector. */
int run(const char *program, ...) __attribute__((sentinel));
int run_words(char **argv);
/* The same, quiet: its output goes to *out (malloc'ed). */
int run_output(char **argv, char **out);
/* True where a person looks at stdout. */
bool on_terminal(void);

#endif
