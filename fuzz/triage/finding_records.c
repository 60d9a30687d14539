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

static bool same_key(void *key, const uint8_t *bytes, size_t size)
{
	return finding_shows(key, bytes, size);
}

static void print(const void *arg, FILE *to)
{
	const struct row_reducer *r = arg;
	struct records row;

	records_decode(&row, r->kinds, r->best, r->size);
	records_print(&row, r->kinds, to);
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
	ssize_t size;
	size_t records;

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
	finding_replay(out, f->key, r.best, r.size, title);
	finding_tell_input(out, title, print, &r);
	fprintf(out, "%s\n%s\n\n%s%c", title, f->key, exec_splat(), 0);
	fputc(0, out); /* there is no program: what the wire brings needs its other end */
}
