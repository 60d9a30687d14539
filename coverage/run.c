/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A run in a file: a head, the sums, the table of lines (names of sources, each with
 * its NUL; then pairs of numbers), and each name with its bits.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coverage/cover.h"

#define MAGIC "rumpus coverage"
#define VERSION 1

struct head {
	char magic[16];
	uint32_t version, kinds;
	uint8_t build_id[COUNTERS_BUILD_ID];
	uint32_t reserved;
	uint64_t counters, sources, names, lines, reached;
};

static size_t bit_bytes(const struct lines *l)
{
	return (l->n + 7) / 8;
}

struct reader {
	const char *path;
	const uint8_t *at, *end;
};

static const void *take(struct reader *r, uint64_t len)
{
	const uint8_t *at = r->at;

	if (len > (uint64_t)(r->end - at))
		die("%s: truncated; make coverage makes it again", r->path);
	r->at += len;
	return at;
}

static char *take_name(struct reader *r)
{
	const void *nul = memchr(r->at, 0, r->end - r->at);

	return copy_text(take(r, nul ? (const uint8_t *)nul + 1 - r->at : r->end - r->at + 1));
}

static void read_lines(struct reader *r, struct run *run, const struct head *h)
{
	struct lines *l = &run->lines;

	l->nsource = h->sources;
	l->source = grow(NULL, l->nsource, sizeof(*l->source));
	for (size_t i = 0; i < l->nsource; i++)
		l->source[i] = take_name(r);
	l->n = h->lines;
	l->line = grow(NULL, l->n, sizeof(*l->line));
	memcpy(l->line, take(r, l->n * sizeof(*l->line)), l->n * sizeof(*l->line));
	for (size_t i = 0; i < l->n; i++)
		if (l->line[i].source >= l->nsource)
			die("%s: damaged; make coverage makes it again", r->path);
}

struct run *run_load(const char *path)
{
	struct run *run = grow(NULL, 1, sizeof(*run));
	struct reader r = { .path = path };
	const struct head *h;
	size_t len;

	r.at = map_file(path, &len);
	r.end = r.at + len;
	h = len < sizeof(*h) ? NULL : take(&r, sizeof(*h));
	if (!h || memcmp(h->magic, MAGIC, sizeof(MAGIC)) || h->version != VERSION ||
	    h->kinds != KINDS || h->sources > len || h->lines > len || h->counters > len ||
	    h->reached > len)
		die("%s: no run; expected what make coverage makes", path);
	*run = (struct run){ .counters = h->counters, .n = h->reached };
	memcpy(run->build_id, h->build_id, sizeof(run->build_id));
	for (int i = 0; i < KINDS; i++) {
		run->sum[i] = grow(NULL, run->counters, sizeof(*run->sum[i]));
		memcpy(run->sum[i], take(&r, run->counters * sizeof(*run->sum[i])),
		    run->counters * sizeof(*run->sum[i]));
	}
	read_lines(&r, run, h);
	run->by = grow(NULL, run->n, sizeof(*run->by));
	for (size_t i = 0; i < run->n; i++) {
		run->by[i].name = take_name(&r);
		run->by[i].bits = grow(NULL, bit_bytes(&run->lines), 1);
		memcpy(run->by[i].bits, take(&r, bit_bytes(&run->lines)), bit_bytes(&run->lines));
	}
	return run;
}

static void put(FILE *f, const void *data, size_t len, const char *path)
{
	if (fwrite(data, 1, len, f) != len)
		die("%s: can not be written: %s", path, strerror(errno));
}

static void put_lines(FILE *f, const struct lines *l, const char *path)
{
	for (size_t i = 0; i < l->nsource; i++)
		put(f, l->source[i], strlen(l->source[i]) + 1, path);
	put(f, l->line, l->n * sizeof(*l->line), path);
}

/* The old one is there until the new one is whole. */
void run_save(const struct run *run, const char *path)
{
	struct head h = {
		.magic = MAGIC,
		.version = VERSION,
		.kinds = KINDS,
		.counters = run->counters,
		.sources = run->lines.nsource,
		.lines = run->lines.n,
		.reached = run->n,
	};
	char part[1024];
	FILE *f;

	memcpy(h.build_id, run->build_id, sizeof(h.build_id));
	snprintf(part, sizeof(part), "%s.new", path);
	f = fopen(part, "w");
	if (!f)
		die("%s: can not be written: %s", part, strerror(errno));
	put(f, &h, sizeof(h), part);
	for (int i = 0; i < KINDS; i++)
		put(f, run->sum[i], run->counters * sizeof(*run->sum[i]), part);
	put_lines(f, &run->lines, part);
	for (size_t i = 0; i < run->n; i++) {
		put(f, run->by[i].name, strlen(run->by[i].name) + 1, part);
		put(f, run->by[i].bits, bit_bytes(&run->lines), part);
	}
	if (fclose(f) || rename(part, path))
		die("%s: can not be written: %s", path, strerror(errno));
}

enum kind kind_of(const char *name)
{
	return !strncmp(name, "case ", 5)    ? KIND_CASE
	       : !strncmp(name, "input ", 6) ? KIND_INPUT
	                                     : KIND_OTHER;
}

int reached_by_name(const void *a, const void *b)
{
	return strcmp(((const struct reached *)a)->name, ((const struct reached *)b)->name);
}

bool reaches(const struct reached *r, size_t line)
{
	return r->bits[line / 8] >> line % 8 & 1;
}

uint8_t *run_union(const struct run *run, enum kind kind)
{
	uint8_t *all = calloc(1, run->lines.n + 1);

	if (!all)
		die("out of memory");
	for (size_t i = 0; i < run->n; i++) {
		if (kind != KINDS && kind_of(run->by[i].name) != kind)
			continue;
		for (size_t j = 0; j < run->lines.n; j++)
			all[j] |= reaches(&run->by[i], j);
	}
	return all;
}
