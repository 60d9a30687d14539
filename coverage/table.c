/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Counters become counts of lines, functions and branches. */
#include <stdlib.h>
#include <string.h>

#include "coverage/cover.h"

/* Branches are told apart by line and number, which begins anew in each object: those
 * of a header are the same in all that include it. */
struct numbering {
	uint32_t *next;
	const struct object **of;
};

static uint32_t take_number(struct numbering *n, const struct object *o, long line)
{
	if (n->of[line] != o)
		n->next[line] = 0;
	n->of[line] = o;
	return n->next[line]++;
}

static const struct place *branch_place(const struct function *f, uint32_t block)
{
	for (uint32_t i = 0; i < f->places; i++)
		if (f->place[i].block == block && f->place[i].end)
			return &f->place[i];
	return NULL;
}

typedef void each_branch(struct table *, long line, uint32_t number, const struct function *,
    uint32_t arc);

static void for_branches(struct table *t, struct numbering *n, const struct object *o,
    const struct function *f, each_branch *each)
{
	const struct place *place = NULL;

	for (uint32_t i = 0; i < f->arcs; i++) {
		if (!(f->arc[i].flags & ARC_BRANCH))
			continue;
		if (!place || place->block != f->arc[i].from)
			place = branch_place(f, f->arc[i].from);
		if (place)
			each(t, place->line, take_number(n, o, place->line), f, i);
	}
}

static void count_branch(struct table *t, long line, uint32_t number, const struct function *f,
    uint32_t arc)
{
	(void)f;
	(void)arc;
	if (t->first[line + 1] < number + 1)
		t->first[line + 1] = number + 1;
}

static void add_branch(struct table *t, long line, uint32_t number, const struct function *f,
    uint32_t arc)
{
	struct branch *b = &t->branch[t->first[line] + number];

	if (t->arc[arc] > 0)
		b->count += t->arc[arc];
	b->reached |= t->block[f->arc[arc].from] > 0;
}

static int by_place(const void *a, const void *b)
{
	const struct called *x = a, *y = b;

	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return strcmp(x->name, y->name);
}

static void add_call(struct table *t, const struct function *f)
{
	t->called = grow(t->called, t->functions + 1, sizeof(*t->called));
	t->called[t->functions++] = (struct called){
		.name = f->name,
		.source = f->source,
		.line = f->first,
		.count = t->block[0] > 0 ? t->block[0] : 0,
	};
}

/* A line is reached as often as the block that has it and is reached most. */
static void add_lines(struct table *t, const struct function *f)
{
	static uint64_t *most;
	static size_t room;

	if (room < f->places) {
		room = f->places;
		most = grow(most, room, sizeof(*most));
	}
	memset(most, 0, f->places * sizeof(*most));
	for (uint32_t i = 0; i < f->places; i++) {
		const int64_t count = t->block[f->place[i].block];

		if (count > 0 && (uint64_t)count > most[f->place[i].same])
			most[f->place[i].same] = count;
	}
	for (uint32_t i = 0; i < f->places; i++)
		if (f->place[i].same == i)
			t->line[f->place[i].line] += most[i];
}

static void merge_calls(struct table *t)
{
	size_t n = 0;

	qsort(t->called, t->functions, sizeof(*t->called), by_place);
	for (size_t i = 0; i < t->functions; i++) {
		if (n && !by_place(&t->called[n - 1], &t->called[i]))
			t->called[n - 1].count += t->called[i].count;
		else
			t->called[n++] = t->called[i];
	}
	t->functions = n;
}

static void number_branches(struct table *t, const struct notes *notes, struct numbering *n)
{
	t->first = calloc(notes->lines.n + 2, sizeof(*t->first));
	if (!t->first)
		die("out of memory");
	for (size_t i = 0; i < notes->objects; i++)
		for (size_t j = 0; j < notes->object[i].functions; j++)
			for_branches(t, n, &notes->object[i], &notes->object[i].function[j],
			    count_branch);
	for (size_t i = 0; i < notes->lines.n; i++)
		t->first[i + 1] += t->first[i];
	t->branch = calloc(t->first[notes->lines.n] + 1, sizeof(*t->branch));
	memset(n->of, 0, notes->lines.n * sizeof(*n->of));
}

struct table *table_make(const struct notes *notes, const uint64_t *counters)
{
	struct table *t = calloc(1, sizeof(*t));
	struct numbering n = {
		.next = calloc(notes->lines.n + 1, sizeof(*n.next)),
		.of = calloc(notes->lines.n + 1, sizeof(*n.of)),
	};

	if (!t || !n.next || !n.of)
		die("out of memory");
	t->line = calloc(notes->lines.n + 1, sizeof(*t->line));
	number_branches(t, notes, &n);
	if (!t->line || !t->branch)
		die("out of memory");
	for (size_t i = 0; i < notes->objects; i++) {
		for (size_t j = 0; j < notes->object[i].functions; j++) {
			const struct function *f = &notes->object[i].function[j];

			if (!f->linked || f->artificial)
				continue;
			t->arc = grow(t->arc, f->arcs, sizeof(*t->arc));
			t->block = grow(t->block, f->blocks, sizeof(*t->block));
			solve(f, counters, t->arc, t->block);
			add_lines(t, f);
			add_call(t, f);
			for_branches(t, &n, &notes->object[i], f, add_branch);
		}
	}
	merge_calls(t);
	free(n.next);
	free(n.of);
	return t;
}

uint64_t *run_sum(const struct run *run, enum kind kind)
{
	uint64_t *sum = calloc(run->counters + 1, sizeof(*sum));

	if (!sum)
		die("out of memory");
	for (int k = 0; k < KINDS; k++)
		for (size_t i = 0; i < run->counters && (kind == KINDS || (int)kind == k); i++)
			sum[i] += run->sum[k][i];
	return sum;
}

void table_free(struct table *t)
{
	free(t->line);
	free(t->called);
	free(t->first);
	free(t->branch);
	free(t->arc);
	free(t->block);
	free(t);
}
