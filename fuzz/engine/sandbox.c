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

/* The folder that a file is in: the file may not exist yet. */
static void add_around(struct folders *f, const char *path)
{
	char *copy = strdup(path);
	const size_t len = strlen(path);
	const char *folder;

	if (!copy)
		abort();
	folder = len && path[len - 1] == '/' ? path : dirname(copy);
	if (!f->n || strcmp(f->path[f->n - 1], folder) != 0)
		add(f, folder);
	free(copy);
}

/* The folders of some files, "a,b,c". */
static void add_list(struct folders *f, char *list)
{
	char *save;

	for (char *path = strtok_r(list, ",\n", &save); path; path = strtok_r(NULL, ",\n", &save))
		add_around(f, path);
}

/* An option's value: files, or "@" and a file that has their names. */
static void add_option(struct folders *f, const char *value)
{
	FILE *in = *value == '@' ? fopen(value + 1, "r") : NULL;
	char *list = NULL;
	size_t size = 0;

	if (*value == '@') {
		while (in && getline(&list, &size, in) > 0)
			add_list(f, list);
		if (in)
			fclose(in);
	} else {
		list = strdup(value);
		if (!list)
			abort();
		add_list(f, list);
	}
	free(list);
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
	add(f, ".");               /* where engines put what no option says */
	add(f, "/proc/self/maps"); /* their last words of a crash begin with a look at it */
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
