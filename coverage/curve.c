/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* How many lines of a component inputs reach together, one after the other. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coverage/cover.h"

static const struct reached *find(const struct run *run, const char *path)
{
	struct reached key;
	const struct reached *found;
	char *name;

	if (asprintf(&name, "input %s", path) < 0)
		die("out of memory");
	key.name = name;
	found = bsearch(&key, run->by, run->n, sizeof(*run->by), reached_by_name);
	free(name);
	return found;
}

/* The lines of the component, one bit each. */
static uint8_t *wanted(const struct run *run, const struct part *p)
{
	const struct lines *l = &run->lines;
	uint8_t *bits = calloc(1, l->n / 8 + 1);

	if (!bits)
		die("out of memory");
	for (size_t i = 0; i < l->n; i++)
		if (part_has(p, l->source[l->line[i].source]))
			bits[i / 8] |= 1 << i % 8;
	return bits;
}

/* Those that it adds; they are wanted no more. */
static size_t add(const struct reached *r, uint8_t *left, size_t bytes)
{
	size_t n = 0;

	for (size_t i = 0; i < bytes; i++) {
		n += __builtin_popcount(r->bits[i] & left[i]);
		left[i] &= ~r->bits[i];
	}
	return n;
}

/* A line of stdin is a time and a path; the answer is that time and the lines that
 * were reached until then. */
int curve(const char *path, char *component)
{
	struct run *run = run_load(path);
	size_t count, lines = 0, asked = 0, known = 0, room = 0;
	uint8_t *left = wanted(run, parts(&component, 1, &count));
	char *line = NULL;

	for (ssize_t len; (len = getline(&line, &room, stdin)) > 0; asked++) {
		const struct reached *r;
		char *space = strchr(line, ' ');

		if (line[len - 1] == '\n')
			line[len - 1] = '\0';
		if (!space)
			die("\"%s\"; expected a time and the path of an input", line);
		r = find(run, space + 1);
		if (!r)
			continue;
		known++;
		lines += add(r, left, (run->lines.n + 7) / 8);
		printf("%.*s %zu\n", (int)(space - line), line, lines);
	}
	free(line);
	free(left);
	if (!known)
		fprintf(stderr, "%s: it has none of these %zu inputs\n", path, asked);
	return known ? 0 : 1;
}
