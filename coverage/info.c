/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What other tools read: a trace file of lcov, as geninfo(1) has it, and one of
 * gcovr, of format 0.3. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "coverage/cover.h"

struct output {
	const struct notes *notes;
	const struct table *table;
	FILE *lcov, *gcovr;
	const char *path; /* of the source, absolute */
	bool first;
};

static FILE *open_file(const char *path)
{
	FILE *f = fopen(path, "w");

	if (!f)
		die("%s: can not be written: %s", path, strerror(errno));
	return f;
}

static void close_file(FILE *f, const char *path)
{
	if (ferror(f) | fclose(f))
		die("%s: can not be written", path);
}

static void put_functions(struct output *o, uint32_t source)
{
	const struct table *t = o->table;
	size_t all = 0, called = 0;

	for (size_t i = 0; i < t->functions; i++) {
		if (t->called[i].source != source)
			continue;
		fprintf(o->lcov, "FN:%u,%s\nFNDA:%llu,%s\n", t->called[i].line, t->called[i].name,
		    (unsigned long long)t->called[i].count, t->called[i].name);
		fprintf(o->gcovr, "%s{\"name\":\"%s\",\"lineno\":%u,\"execution_count\":%llu}",
		    all ? ",\n" : "", t->called[i].name, t->called[i].line,
		    (unsigned long long)t->called[i].count);
		all++;
		called += t->called[i].count > 0;
	}
	fprintf(o->lcov, "FNF:%zu\nFNH:%zu\n", all, called);
}

static void put_branches(struct output *o, size_t line, size_t *all, size_t *taken)
{
	const struct table *t = o->table;

	for (size_t i = t->first[line]; i < t->first[line + 1]; i++) {
		const struct branch *b = &t->branch[i];

		fprintf(o->lcov, "BRDA:%u,0,%zu,", o->notes->lines.line[line].number,
		    i - t->first[line]);
		if (b->reached)
			fprintf(o->lcov, "%llu\n", (unsigned long long)b->count);
		else
			fputs("-\n", o->lcov);
		fprintf(o->gcovr, "%s{\"count\":%llu,\"fallthrough\":false,\"throw\":false}",
		    i > t->first[line] ? "," : "", (unsigned long long)b->count);
		++*all;
		*taken += b->count > 0;
	}
}

static void put_lines(struct output *o, size_t from, size_t to)
{
	const struct line *line = o->notes->lines.line;
	size_t hit = 0, branches = 0, taken = 0;

	for (size_t i = from; i < to; i++) {
		const unsigned long long count = o->table->line[i];

		fprintf(o->gcovr,
		    "%s{\"line_number\":%u,\"count\":%llu,\"gcovr/noncode\":false,"
		    "\"gcovr/excluded\":false,\"branches\":[",
		    i > from ? ",\n" : "", line[i].number, count);
		put_branches(o, i, &branches, &taken);
		fputs("]}", o->gcovr);
		hit += count > 0;
	}
	fprintf(o->lcov, "BRF:%zu\nBRH:%zu\n", branches, taken);
	for (size_t i = from; i < to; i++)
		fprintf(o->lcov, "DA:%u,%llu\n", line[i].number,
		    (unsigned long long)o->table->line[i]);
	fprintf(o->lcov, "LF:%zu\nLH:%zu\n", to - from, hit);
}

/* The reports show the source: it must be where it was compiled. */
static void check_source(const char *path)
{
	if (access(path, R_OK))
		die("%s: the source is not where it was when the kernel was built: "
		    "make kernel-cov",
		    path);
}

static void put_source(struct output *o, uint32_t source, size_t from, size_t to)
{
	char path[1024];

	snprintf(path, sizeof(path), "%.*s/src/linux/%s",
	    (int)(strlen(o->notes->folder) - strlen("/kernel/linux-cov/obj")), o->notes->folder,
	    o->notes->lines.source[source]);
	check_source(path);
	fprintf(o->lcov, "TN:\nSF:%s\n", path);
	fprintf(o->gcovr, "%s{\"file\":\"%s\",\"functions\":[", o->first ? "" : ",\n",
	    o->notes->lines.source[source]);
	put_functions(o, source);
	fputs("],\n\"lines\":[", o->gcovr);
	put_lines(o, from, to);
	fputs("]}", o->gcovr);
	fputs("end_of_record\n", o->lcov);
	o->first = false;
}

static bool wanted(const struct part *part, size_t n, const char *source)
{
	for (size_t i = 0; i < n; i++)
		if (part_has(&part[i], source))
			return true;
	return false;
}

int info(const char *path, const char *lcov, const char *gcovr, char **names, size_t count)
{
	const struct notes *notes = notes_load();
	const struct run *run = run_load(path);
	const struct lines *l = &notes->lines;
	struct output o = { .notes = notes, .first = true };
	size_t n, end;
	struct part *part = parts(names, count, &n);
	uint64_t *sum = run_sum(run, KINDS);

	check_build(run, notes);
	o.table = table_make(notes, sum);
	o.lcov = open_file(lcov);
	o.gcovr = open_file(gcovr);
	fputs("{\"gcovr/format_version\":\"0.3\",\"files\":[\n", o.gcovr);
	for (size_t i = 0; i < l->n; i = end) {
		for (end = i; end < l->n && l->line[end].source == l->line[i].source;)
			end++;
		if (wanted(part, n, l->source[l->line[i].source]))
			put_source(&o, l->line[i].source, i, end);
	}
	fputs("]}\n", o.gcovr);
	close_file(o.lcov, lcov);
	close_file(o.gcovr, gcovr);
	return 0;
}
