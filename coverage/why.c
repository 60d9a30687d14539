/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Who reaches what. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coverage/cover.h"

static int by_name(const void *a, const void *b)
{
	return strcmp((*(const struct reached *const *)a)->name,
	    (*(const struct reached *const *)b)->name);
}

/* The lines beside one that has no code, for the message. */
static void die_no_code(const struct lines *l, uint32_t source, uint32_t number)
{
	uint32_t before = 0, after = 0;

	for (size_t i = 0; i < l->n; i++) {
		if (l->line[i].source != source)
			continue;
		if (l->line[i].number < number)
			before = l->line[i].number;
		else if (!after)
			after = l->line[i].number;
	}
	die("%s:%u: no code is on that line; the nearest with some are %u and %u",
	    l->source[source], number, before ? before : after, after ? after : before);
}

/* The index of "fs/ext4/inode.c:1234". */
static size_t parse_line(const struct lines *l, const char *text)
{
	const char *colon = strrchr(text, ':');
	char *source = copy_text(text), *end;
	unsigned long number;
	long s, line;

	number = colon ? strtoul(colon + 1, &end, 10) : 0;
	if (!number || *end)
		die("line \"%s\"; expected a file and a number, fs/ext4/inode.c:1234", text);
	source[colon - text] = '\0';
	s = source_find(l, source);
	if (s < 0)
		die("%s: no lines of such a file are counted; expected one as in the kernel's "
		    "tree, fs/ext4/inode.c",
		    source);
	free(source);
	line = line_find(l, s, number);
	if (line < 0)
		die_no_code(l, s, number);
	return line;
}

int why(const char *path, const char *text)
{
	const struct run *run = run_load(path);
	const size_t line = parse_line(&run->lines, text);
	const struct reached **by = grow(NULL, run->n, sizeof(*by));
	size_t n = 0;

	for (size_t i = 0; i < run->n; i++)
		if (reaches(&run->by[i], line))
			by[n++] = &run->by[i];
	qsort(by, n, sizeof(*by), by_name);
	for (size_t i = 0; i < n; i++)
		puts(by[i]->name);
	if (!n)
		fprintf(stderr, "%s: nothing reaches it, of %zu cases and inputs\n", text, run->n);
	free(by);
	return n ? 0 : 1;
}

/* How many of the lines that are still wanted it reaches. */
static size_t gain(const struct reached *r, const uint8_t *wanted, size_t bytes)
{
	size_t gained = 0;

	for (size_t i = 0; i < bytes; i++)
		gained += __builtin_popcount(r->bits[i] & wanted[i]);
	return gained;
}

static bool better(const struct run *run, const size_t *gained, size_t a, size_t b)
{
	return gained[a] > gained[b] ||
	       (gained[a] == gained[b] && strcmp(run->by[a].name, run->by[b].name) < 0);
}

/* The one that adds most.  What one adds only falls, so that of all others what
 * they once added is a bound. */
static size_t best(const struct run *run, const uint8_t *wanted, size_t bytes, size_t *gained)
{
	for (;;) {
		size_t which = 0, before;

		for (size_t i = 1; i < run->n; i++)
			if (better(run, gained, i, which))
				which = i;
		before = gained[which];
		gained[which] = gain(&run->by[which], wanted, bytes);
		if (gained[which] == before)
			return which;
	}
}

/* Takes the one that adds most, again and again: the smallest set that can be found
 * in reasonable time, at most ln(lines) times as large as the smallest there is. */
int least(const char *path)
{
	const struct run *run = run_load(path);
	const size_t bytes = (run->lines.n + 7) / 8;
	uint8_t *wanted = calloc(1, bytes + 1);
	size_t *gained = grow(NULL, run->n, sizeof(*gained));
	size_t lines = 0, sets = 0;

	if (!wanted)
		die("out of memory");
	for (size_t i = 0; i < run->n; i++) {
		gained[i] = SIZE_MAX;
		for (size_t j = 0; j < bytes; j++)
			wanted[j] |= run->by[i].bits[j];
	}
	while (run->n) {
		const size_t which = best(run, wanted, bytes, gained);

		if (!gained[which])
			break;
		for (size_t j = 0; j < bytes; j++)
			wanted[j] &= ~run->by[which].bits[j];
		printf("%zu\t%s\n", gained[which], run->by[which].name);
		lines += gained[which];
		sets++;
	}
	fprintf(stderr, "%zu of %zu cases and inputs reach all %zu lines\n", sets, run->n, lines);
	free(wanted);
	free(gained);
	return sets ? 0 : 1;
}

/* By line: how many reach it (2: or more), and the last of them. */
int only(const char *path)
{
	const struct run *run = run_load(path);
	const struct lines *l = &run->lines;
	size_t lines = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct reached *last = NULL;
		size_t n = 0;

		for (size_t j = 0; j < run->n && n < 2; j++) {
			if (reaches(&run->by[j], i)) {
				last = &run->by[j];
				n++;
			}
		}
		if (n != 1)
			continue;
		printf("%s:%u\t%s\n", l->source[l->line[i].source], l->line[i].number, last->name);
		lines++;
	}
	fprintf(stderr, "%zu lines are reached by one case or input alone\n", lines);
	return 0;
}
