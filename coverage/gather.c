/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A counter file becomes part of a run. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

#include "coverage/cover.h"

static struct run *new_run(const struct notes *notes)
{
	struct run *run = grow(NULL, 1, sizeof(*run));

	*run = (struct run){ .counters = notes->counters, .lines = notes->lines };
	memcpy(run->build_id, notes->build_id, sizeof(run->build_id));
	for (int i = 0; i < KINDS; i++) {
		run->sum[i] = calloc(run->counters, sizeof(*run->sum[i]));
		if (!run->sum[i])
			die("out of memory");
	}
	return run;
}

static struct reached *find(struct run *run, const char *name)
{
	struct reached *r;

	for (size_t i = run->n; i--;)
		if (!strcmp(run->by[i].name, name))
			return &run->by[i];
	run->by = grow(run->by, run->n + 1, sizeof(*run->by));
	r = &run->by[run->n++];
	r->name = copy_text(name);
	r->bits = calloc(1, (run->lines.n + 7) / 8 + 1);
	if (!r->bits)
		die("out of memory");
	return r;
}

static bool any(const uint64_t *counters, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (counters[i])
			return true;
	return false;
}

/* The lines that these counters say were reached. */
static void mark(const struct notes *notes, const uint64_t *counters, uint8_t *bits)
{
	static int64_t *arc, *block;

	for (size_t i = 0; i < notes->objects; i++) {
		for (size_t j = 0; j < notes->object[i].functions; j++) {
			const struct function *f = &notes->object[i].function[j];

			if (!f->linked || !any(counters + f->counter, f->counters))
				continue;
			arc = grow(arc, f->arcs, sizeof(*arc));
			block = grow(block, f->blocks, sizeof(*block));
			solve(f, counters, arc, block);
			for (uint32_t k = 0; k < f->places; k++)
				if (block[f->place[k].block] > 0)
					bits[f->place[k].line / 8] |= 1 << f->place[k].line % 8;
		}
	}
}

static void add_record(struct run *run, const struct notes *notes, const struct counters_head *h)
{
	const uint64_t *counters = (const void *)((const uint8_t *)h + COUNTERS_HEAD);
	uint64_t *sum = run->sum[kind_of(h->name)];

	for (size_t i = 0; i < run->counters; i++)
		sum[i] += counters[i];
	mark(notes, counters, find(run, h->name)->bits);
}

/* What a file says of itself and of its length. */
static void check_file(const struct notes *notes, const char *path, const uint8_t *at, size_t len,
    size_t record)
{
	const struct counters_head *h = (const void *)at;

	if (len < sizeof(*h) || memcmp(h->magic, COUNTERS_MAGIC, sizeof(COUNTERS_MAGIC)) ||
	    h->version != COUNTERS_VERSION)
		die("%s: no line counters; expected what a kernel of variant cov leaves", path);
	if (memcmp(h->build_id, notes->build_id, sizeof(h->build_id)))
		die("%s: counters of another build than %s/../kernel.elf: run again", path,
		    notes->folder);
	if (len % record || h->len != record - COUNTERS_HEAD)
		die("%s: truncated: %zu bytes; expected a multiple of %zu", path, len, record);
}

static void check_ended(const char *path)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB))
		die("%s: its process still runs; expected it to have ended", path);
	close(fd);
}

size_t run_add(struct run *run, const struct notes *notes, const char *path)
{
	const size_t record = COUNTERS_HEAD + notes->counters * sizeof(uint64_t);
	const uint8_t *at;
	size_t len;

	check_ended(path);
	at = map_file(path, &len);
	check_file(notes, path, at, len, record);
	for (size_t i = 0; i < len; i += record) {
		const struct counters_head *h = (const void *)(at + i);

		if (h->name[COUNTERS_NAME - 1] || !h->name[0])
			die("%s: damaged; record %zu has no name", path, i / record);
		add_record(run, notes, h);
	}
	munmap((void *)at, len);
	return len;
}

struct run *run_begin(const char *path, const struct notes *notes)
{
	struct run *run = access(path, F_OK) ? new_run(notes) : run_load(path);

	if (memcmp(run->build_id, notes->build_id, sizeof(run->build_id)))
		die("%s: of another build than %s/../kernel.elf: remove it", path, notes->folder);
	return run;
}
