/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The table of all lines. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coverage/cover.h"
#include "harness/harness.h"

/* Sources by name while they are collected; there are some thousand. */
static struct {
	uint32_t *slot; /* index + 1, or 0 */
	size_t slots;
} names;

static size_t hash(const char *text)
{
	size_t h = 5381;

	while (*text)
		h = h * 33 + (unsigned char)*text++;
	return h;
}

static void insert(const struct lines *l, uint32_t i)
{
	size_t at = hash(l->source[i]) % names.slots;

	while (names.slot[at])
		at = (at + 1) % names.slots;
	names.slot[at] = i + 1;
}

uint32_t notes_source(struct notes *notes, const char *path)
{
	struct lines *l = &notes->lines;

	if (l->nsource * 2 >= names.slots) {
		names.slots = names.slots ? names.slots * 2 : 1024;
		free(names.slot);
		names.slot = calloc(names.slots, sizeof(*names.slot));
		if (!names.slot)
			die("out of memory");
		for (uint32_t i = 0; i < l->nsource; i++)
			insert(l, i);
	}
	for (size_t at = hash(path) % names.slots; names.slot[at]; at = (at + 1) % names.slots)
		if (!strcmp(l->source[names.slot[at] - 1], path))
			return names.slot[at] - 1;
	l->source = grow(l->source, l->nsource + 1, sizeof(*l->source));
	l->source[l->nsource] = copy_text(path);
	insert(l, l->nsource);
	return l->nsource++;
}

static int by_number(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

long line_find(const struct lines *l, uint32_t source, uint32_t number)
{
	const struct line key = { source, number };
	const struct line *found = bsearch(&key, l->line, l->n, sizeof(key), by_number);

	return found ? found - l->line : -1;
}

long source_find(const struct lines *l, const char *source)
{
	char **found = bsearch(&source, l->source, l->nsource, sizeof(source), by_name);

	return found ? found - l->source : -1;
}

typedef void each(struct notes *, struct object *, struct function *);

static void for_each(struct notes *notes, each *f)
{
	for (size_t i = 0; i < notes->objects; i++)
		for (size_t j = 0; j < notes->object[i].functions; j++)
			f(notes, &notes->object[i], &notes->object[i].function[j]);
}

static uint32_t *moved; /* by index of a source: its index once they are sorted */

static void sort_sources(struct lines *l)
{
	char **sorted = grow(NULL, l->nsource, sizeof(*sorted));

	moved = grow(NULL, l->nsource, sizeof(*moved));
	memcpy(sorted, l->source, l->nsource * sizeof(*sorted));
	qsort(sorted, l->nsource, sizeof(*sorted), by_name);
	for (size_t i = 0; i < l->nsource; i++)
		moved[i] =
		    (char **)bsearch(&l->source[i], sorted, l->nsource, sizeof(*sorted), by_name) -
		    sorted;
	free(l->source);
	l->source = sorted;
}

static void collect(struct notes *notes, struct object *o, struct function *f)
{
	struct lines *l = &notes->lines;

	(void)o;
	f->source = moved[f->source];
	if (f->artificial || !f->linked)
		f->places = 0;
	l->line = grow(l->line, l->n + f->places, sizeof(*l->line));
	for (uint32_t i = 0; i < f->places; i++) {
		f->place[i].source = moved[f->place[i].source];
		l->line[l->n++] = (struct line){ f->place[i].source, f->place[i].number };
	}
}

static void sort_lines(struct lines *l)
{
	size_t n = 0;

	qsort(l->line, l->n, sizeof(*l->line), by_number);
	for (size_t i = 0; i < l->n; i++)
		if (!n || by_number(&l->line[n - 1], &l->line[i]))
			l->line[n++] = l->line[i];
	l->n = n;
}

static void find_lines(struct notes *notes, struct object *o, struct function *f)
{
	(void)o;
	for (uint32_t i = 0; i < f->places; i++)
		f->place[i].line = line_find(&notes->lines, f->place[i].source, f->place[i].number);
}

static uint32_t *first_place; /* by line, of the function under way */

static void find_same(struct notes *notes, struct object *o, struct function *f)
{
	(void)o;
	if (!first_place)
		first_place = grow(NULL, notes->lines.n, sizeof(*first_place));
	for (uint32_t i = f->places; i--;)
		first_place[f->place[i].line] = i;
	for (uint32_t i = 0; i < f->places; i++)
		f->place[i].same = first_place[f->place[i].line];
}

struct notes *notes_load(void)
{
	static struct notes notes;

	if (notes.objects)
		return &notes;
	snprintf(notes.folder, sizeof(notes.folder), "%s/kernel/linux-cov/obj", harness_build());
	image_read(&notes);
	sort_sources(&notes.lines);
	for_each(&notes, collect);
	sort_lines(&notes.lines);
	for_each(&notes, find_lines);
	for_each(&notes, find_same);
	return &notes;
}
