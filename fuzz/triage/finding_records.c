/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Findings whose inputs are rows of records. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/engine/exec.h"
#include "fuzz/engine/load.h"
#include "fuzz/target.h"
#include "fuzz/triage/finding.h"
#include "fuzz/triage/reduce_records.h"

#define REPLAYS 100 /* how often a result must show the same defect */

static bool same_key(void *key, const uint8_t *bytes, size_t size)
{
	char text[STACK_TEXT];
	struct stack s;

	if (exec_run(bytes, size) != EXEC_CRASH)
		return false;
	stack_of(exec_splat(), &s);
	stack_key(&s, text);
	return strcmp(text, key) == 0;
}

/* The text form, with what it is about behind its first line. */
static void tell_input(FILE *out, const struct row_reducer *r, const char *title)
{
	struct records row;
	char *text = NULL;
	size_t len, first;
	FILE *to = open_memstream(&text, &len);

	if (!to)
		abort();
	records_decode(&row, r->kinds, r->best, r->size);
	records_print(&row, r->kinds, to);
	fclose(to);
	first = strcspn(text, "\n");
	fprintf(out, "%.*s\n# %s%s", (int)first, text, title, text + first);
	fputc(0, out);
	free(text);
}

static size_t records_of(const struct row_reducer *r)
{
	struct records row;

	records_decode(&row, r->kinds, r->best, r->size);
	return row.n;
}

void finding_reduce_records(const struct finding *f, uint64_t tries, FILE *out)
{
	static struct row_reducer r;
	const char *why;
	char title[STACK_TEXT];
	struct stack s;
	ssize_t size;
	size_t records;
	int hits = 0;

	r = (struct row_reducer){
		.kinds = fuzz_target.records,
		.repair = fuzz_target.repair,
		.same = same_key,
		.arg = (void *)f->key,
		.tries_max = tries,
	};
	size = load_content(f->content, f->size, r.best, &why);
	r.size = size < 0 ? 0 : size;
	records = records_of(&r);
	reduce_records(&r);
	fprintf(out, "records %zu -> %zu, bytes %zd -> %zu, %" PRIu64 " tries%c", records,
	    records_of(&r), size, r.size, r.tries, 0);
	for (int i = 0; i < REPLAYS; i++)
		hits += same_key(r.arg, r.best, r.size);
	fprintf(out, "%d of %d%c", hits, REPLAYS, 0);
	exec_run(r.best, r.size);
	stack_of(exec_splat(), &s);
	stack_title(&s, title);
	tell_input(out, &r, title);
	fprintf(out, "%s\n%s\n\n%s%c", title, f->key, exec_splat(), 0);
	fputc(0, out); /* there is no program: what the wire brings needs its other end */
}
