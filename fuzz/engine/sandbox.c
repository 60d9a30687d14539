/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/engine/sandbox.h"
#include "harness/sandbox.h"

struct folders {
	const char **path; /* NULL-terminated */
	size_t n;
};

static void add(struct folders *f, const char *path)
{
	f->path = realloc(f->path, (f->n + 2) * sizeof(*f->path));
	if (!f->path)
		abort();
	f->path[f->n++] = strdup(path);
	f->path[f->n] = NULL;
}

/* The folder that a file named by an option is in: the file may not exist yet. */
static void add_option(struct folders *f, const char *value)
{
	char *copy = strdup(value);
	const size_t len = strlen(value);

	if (len && value[len - 1] == '/')
		add(f, value);
	else if (copy)
		add(f, dirname(copy));
	free(copy);
}

static void add_words(struct folders *f, char **words)
{
	for (; *words; words++) {
		const char *value = strchr(*words, '=');

		if (**words != '-')
			add(f, *words);
		else if (value && value[1 + strspn(value + 1, "-0123456789.")])
			add_option(f, value + 1);
	}
	add(f, "."); /* where engines put what no option says */
}

void exec_sandbox(char **words)
{
	const char *off = getenv("RUMPUS_SANDBOX"), *findings = getenv("RUMPUS_FUZZ_FINDINGS");
	struct folders f = { 0 };
	const char *why;

	if (off && strcmp(off, "off") == 0)
		return;
	if (words)
		add_words(&f, words);
	if (findings)
		add(&f, findings);
	if (sandbox_enter(&(struct sandbox){ .folders = f.path }, &why)) {
		fprintf(stderr, "%s; RUMPUS_SANDBOX=off goes without\n", why);
		exit(2);
	}
}
