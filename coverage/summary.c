/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The table by component: all, and what cases alone and corpora alone reach. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coverage/cover.h"

void check_build(const struct run *run, const struct notes *notes)
{
	if (memcmp(run->build_id, notes->build_id, sizeof(run->build_id)))
		die("the run is of another build than %s/../kernel.elf: make coverage",
		    notes->folder);
}

static void tally(const struct notes *notes, const struct table *t, const struct part *p,
    struct tally *to)
{
	const struct lines *l = &notes->lines;

	for (size_t i = 0; i < l->n; i++) {
		if (!part_has(p, l->source[l->line[i].source]))
			continue;
		to->lines++;
		to->hit += t->line[i] > 0;
		to->branches += t->first[i + 1] - t->first[i];
		for (size_t j = t->first[i]; j < t->first[i + 1]; j++)
			to->taken += t->branch[j].count > 0;
	}
	for (size_t i = 0; i < t->functions; i++) {
		if (!part_has(p, l->source[t->called[i].source]))
			continue;
		to->functions++;
		to->called += t->called[i].count > 0;
	}
}

void tally_parts(const struct notes *notes, const struct run *run, struct part *part, size_t n)
{
	check_build(run, notes);
	for (int kind = 0; kind <= KINDS; kind++) {
		uint64_t *sum = run_sum(run, kind);
		struct table *t = table_make(notes, sum);

		for (size_t i = 0; i < n; i++)
			tally(notes, t, &part[i],
			    kind == KINDS ? &part[i].all : &part[i].alone[kind]);
		table_free(t);
		free(sum);
	}
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
