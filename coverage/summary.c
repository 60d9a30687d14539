/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The table by component: all, and what cases alone and corpora alone reach. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coverage/cover.h"

/* Adds a function to the tallies of the parts that have it. */
struct adding {
	const struct notes *notes;
	const uint64_t *counters; /* a sum */
	struct part *part;
	size_t n;
	int kind; /* KINDS: all */
	int64_t *arc, *block;
};

static struct tally *tally_of(const struct adding *a, struct part *p)
{
	return a->kind == KINDS ? &p->all : &p->alone[a->kind];
}

/* A branch belongs to the line at the end of its block, as gcov has it. */
static void add_branches(struct adding *a, const struct function *f)
{
	for (uint32_t i = 0; i < f->places; i++) {
		const struct place *place = &f->place[i];
		const char *source = a->notes->lines.source[place->source];

		for (uint32_t j = 0; place->last && j < f->arcs; j++) {
			if (f->arc[j].from != place->block || !(f->arc[j].flags & ARC_BRANCH))
				continue;
			for (size_t k = 0; k < a->n; k++) {
				if (!part_has(&a->part[k], source))
					continue;
				tally_of(a, &a->part[k])->branches++;
				tally_of(a, &a->part[k])->taken += a->arc[j] > 0;
			}
		}
	}
}

static void add_function(struct adding *a, const struct function *f)
{
	const char *source = a->notes->lines.source[f->source];

	if (!f->linked || f->artificial)
		return;
	a->arc = grow(a->arc, f->arcs, sizeof(*a->arc));
	a->block = grow(a->block, f->blocks, sizeof(*a->block));
	solve(f, a->counters, a->arc, a->block);
	for (size_t i = 0; i < a->n; i++) {
		if (!part_has(&a->part[i], source))
			continue;
		tally_of(a, &a->part[i])->functions++;
		tally_of(a, &a->part[i])->called += a->block[0] > 0;
	}
	add_branches(a, f);
}

static void add_lines(struct adding *a, const uint8_t *hit)
{
	const struct lines *l = &a->notes->lines;

	for (size_t i = 0; i < a->n; i++) {
		struct tally *t = tally_of(a, &a->part[i]);

		for (size_t j = 0; j < l->n; j++) {
			if (!part_has(&a->part[i], l->source[l->line[j].source]))
				continue;
			t->lines++;
			t->hit += hit[j];
		}
	}
}

void tally_parts(const struct notes *notes, const struct run *run, struct part *part, size_t n)
{
	uint64_t *all = calloc(run->counters, sizeof(*all));
	struct adding a = { .notes = notes, .part = part, .n = n };

	if (!all)
		die("out of memory");
	if (memcmp(run->build_id, notes->build_id, sizeof(run->build_id)))
		die("the run is of another build than %s/../kernel.elf: make coverage",
		    notes->folder);
	for (int kind = 0; kind <= KINDS; kind++) {
		uint8_t *hit = run_union(run, kind);

		for (size_t i = 0; kind < KINDS && i < run->counters; i++)
			all[i] += run->sum[kind][i];
		a.kind = kind;
		a.counters = kind == KINDS ? all : run->sum[kind];
		for (size_t i = 0; i < notes->objects; i++)
			for (size_t j = 0; j < notes->object[i].functions; j++)
				add_function(&a, &notes->object[i].function[j]);
		add_lines(&a, hit);
		free(hit);
	}
	free(all);
	free(a.arc);
	free(a.block);
}

static double percent(uint64_t n, uint64_t all)
{
	return all ? 100.0 * n / all : 0;
}

static void add_tally(struct tally *to, const struct tally *t)
{
	to->lines += t->lines;
	to->hit += t->hit;
	to->functions += t->functions;
	to->called += t->called;
	to->branches += t->branches;
	to->taken += t->taken;
}

static void print_json(const char *name, const struct tally *t, const char *end)
{
	printf("\"%s\": {\"lines\": %llu, \"lines_hit\": %llu, \"functions\": %llu, "
	       "\"functions_hit\": %llu, \"branches\": %llu, \"branches_hit\": %llu}%s",
	    name, (unsigned long long)t->lines, (unsigned long long)t->hit,
	    (unsigned long long)t->functions, (unsigned long long)t->called,
	    (unsigned long long)t->branches, (unsigned long long)t->taken, end);
}

static void print_part_json(const struct part *p, const char *end)
{
	printf("{\"component\": \"%s\", ", p->name);
	print_json("all", &p->all, ", ");
	print_json("cases", &p->alone[KIND_CASE], ", ");
	print_json("corpora", &p->alone[KIND_INPUT], "}");
	fputs(end, stdout);
}

static void print_part(const struct part *p)
{
	printf("%-12s %6llu %6.1f %5.1f %5.1f ", p->name, (unsigned long long)p->all.lines,
	    percent(p->all.hit, p->all.lines), percent(p->all.called, p->all.functions),
	    percent(p->all.taken, p->all.branches));
	for (int i = KIND_CASE; i <= KIND_INPUT; i++)
		printf(" %6.1f %5.1f %5.1f ", percent(p->alone[i].hit, p->alone[i].lines),
		    percent(p->alone[i].called, p->alone[i].functions),
		    percent(p->alone[i].taken, p->alone[i].branches));
	putchar('\n');
}

int summary(const char *path, char **names, size_t count, bool json)
{
	const struct run *run = run_load(path);
	struct part all = { .name = "all" };
	size_t n;
	struct part *part = parts(names, count, &n);

	tally_parts(notes_load(), run, part, n);
	for (size_t i = 0; i < n; i++) {
		add_tally(&all.all, &part[i].all);
		for (int k = 0; k < KINDS; k++)
			add_tally(&all.alone[k], &part[i].alone[k]);
	}
	if (!json)
		printf("%-12s %6s %20s %20s %20s\n%-12s %6s %20s %20s %20s\n", "", "",
		    "all, per cent", "cases alone ", "corpora alone", "component", "lines",
		    "lines funcs  brs ", "lines funcs  brs ", "lines funcs  brs ");
	if (json)
		putchar('[');
	for (size_t i = 0; i < n; i++)
		json ? print_part_json(&part[i], ",\n ") : print_part(&part[i]);
	json ? print_part_json(&all, "]\n") : print_part(&all);
	return 0;
}
