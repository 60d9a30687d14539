/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#define _GNU_SOURCE
#include "kernel/linux/user/snapshot_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Of the open pages, one in `sample` is judged at a restore; one that was found
 * unchanged `age` times in a row is closed.  A write fault costs as much as fifty
 * copies of a page, a write that a scan finds as much as five.  With more than
 * OPEN_MAX open (one round wrote a lot) all are judged.  A page that is written
 * again soon after it was closed is given twice the time from then on: some are
 * written in each round with what they held before. */
#define OPEN_MAX 2048
#define AHEAD 2  /* pages that are fetched before they are compared */
#define RUNS 512 /* of written pages, that one call to the host tells */

#define FAULTS_SAMPLE 16
#define FAULTS_AGE 8
#define SCANS_SAMPLE 4
#define SCANS_AGE 2

/* What a page has that nobody wrote to. */
static uint8_t zeroes[SNAPSHOT_PAGE] __attribute__((aligned(SNAPSHOT_PAGE)));

static void *reserve(uint64_t len)
{
	void *at = mmap(NULL, len, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	return at == MAP_FAILED ? NULL : at;
}

static void release(void *at, uint64_t len)
{
	if (at)
		munmap(at, len);
}

static void free_tables(struct snapshot *s)
{
	release(s->page, s->pages * sizeof(*s->page));
	release(s->list, s->pages * sizeof(*s->list));
	release(s->closing, s->pages * sizeof(*s->closing));
	release(s->store, s->pages * SNAPSHOT_PAGE);
	scan_close(s->scan);
	free(s);
}

/* Has the host watch all ranges; where it can not, the way is by faults. */
static void choose_way(struct snapshot *s, bool scans)
{
	s->scan = scans ? scan_open() : NULL;
	for (size_t i = 0; s->scan && i < s->ranges; i++) {
		if (scan_add(s->scan, s->range[i].base, s->range[i].pages * SNAPSHOT_PAGE))
			continue;
		scan_close(s->scan);
		s->scan = NULL;
	}
	s->sample = s->scan ? SCANS_SAMPLE : FAULTS_SAMPLE;
	s->age = s->scan ? SCANS_AGE : FAULTS_AGE;
}

struct snapshot *snapshot_open(const struct snapshot_range *range, size_t n, bool scans)
{
	struct snapshot *s = calloc(1, sizeof(*s));
	struct page *page;

	if (!s || n > SNAPSHOT_RANGES) {
		free(s);
		return NULL;
	}
	s->ranges = n;
	for (size_t i = 0; i < n; i++)
		s->pages += range[i].len / SNAPSHOT_PAGE;
	s->page = page = reserve(s->pages * sizeof(*s->page));
	s->list = reserve(s->pages * sizeof(*s->list));
	s->closing = reserve(s->pages * sizeof(*s->closing));
	s->store = reserve(s->pages * SNAPSHOT_PAGE);
	if (!s->page || !s->list || !s->closing || !s->store) {
		free_tables(s);
		return NULL;
	}
	for (size_t i = 0; i < n; i++) {
		s->range[i] = (struct range){ range[i].base, range[i].len / SNAPSHOT_PAGE, page };
		page += s->range[i].pages;
	}
	choose_way(s, scans);
	return s;
}

static int protect(struct range *r, int prot)
{
	return mprotect(r->base, r->pages * SNAPSHOT_PAGE, prot) ? -ENOMEM : 0;
}

void snapshot_close(struct snapshot *s)
{
	if (!s)
		return;
	for (size_t i = 0; !s->scan && i < s->ranges; i++)
		protect(&s->range[i], PROT_READ | PROT_WRITE);
	free_tables(s);
}

/* Makes all of it read-only. */
static int take_by_faults(struct snapshot *s)
{
	for (size_t i = 0; i < s->ranges; i++) {
		if (protect(&s->range[i], PROT_READ)) {
			while (i--)
				protect(&s->range[i], PROT_READ | PROT_WRITE);
			return -ENOMEM;
		}
	}
	return 0;
}

/* Saves all of it, as nobody will be asked when it changes. */
static int take_by_scans(struct snapshot *s)
{
	for (size_t i = 0; i < s->ranges; i++) {
		struct range *r = &s->range[i];

		for (uint64_t n = 0; n < r->pages; n++) {
			const uint8_t *addr = r->base + n * SNAPSHOT_PAGE;

			r->page[n].copy = zeroes;
			if (memcmp(addr, zeroes, SNAPSHOT_PAGE))
				r->page[n].copy =
				    memcpy(snapshot_next_copy(s), addr, SNAPSHOT_PAGE);
		}
		if (!scan_protect(s->scan, r->base, r->pages * SNAPSHOT_PAGE))
			return -ENOMEM;
	}
	return 0;
}

static void unlist(struct snapshot *s, size_t i)
{
	s->list[i].page->open = false;
	s->list[i].page->closed = s->round;
	s->list[i] = s->list[--s->open];
}

/* As many words as a line of the cache holds. */
typedef uint64_t line __attribute__((vector_size(64)));

static uint64_t any_bit(line l)
{
	return l[0] | l[1] | l[2] | l[3] | l[4] | l[5] | l[6] | l[7];
}

/* Not by memcmp(): fuzz engines take that over, and make words for inputs of what it
 * compares.  Here these would be addresses of this process and no help. */
static bool same_page(const void *a, const void *b)
{
	const line *x = a, *y = b;

	for (size_t i = 0; i < SNAPSHOT_PAGE / sizeof(*x); i += 4) {
		const line differ = (x[i] ^ y[i]) | (x[i + 1] ^ y[i + 1]) | (x[i + 2] ^ y[i + 2]) |
		                    (x[i + 3] ^ y[i + 3]);

		if (any_bit(differ))
			return false;
	}
	return true;
}

/* Has the beginning of a page come into the cache; the rest follows by itself. */
static void expect(const struct open_page *p)
{
	for (size_t at = 0; at < 4 * sizeof(line); at += sizeof(line)) {
		__builtin_prefetch(p->addr + at);
		__builtin_prefetch(p->copy + at);
	}
}

/* True for a page that was not as it has to be. */
static bool put_back(struct open_page *p)
{
	if (same_page(p->addr, p->copy))
		return false;
	memcpy(p->addr, p->copy, SNAPSHOT_PAGE);
	p->page->age = 0;
	return true;
}

/* Compares one page; true where it is to be closed. */
static bool settle(struct open_page *p, unsigned limit)
{
	if (put_back(p))
		return false;
	return ++p->page->age >= limit << p->page->patience && !p->page->pinned;
}

/* Opens the pages that were written since they were closed. */
static void find_written(struct snapshot *s)
{
	struct scan_run run[RUNS];

	for (size_t i = 0; i < s->ranges; i++) {
		struct range *r = &s->range[i];
		uint64_t at = (uintptr_t)r->base, end = at + r->pages * SNAPSHOT_PAGE;

		while (at < end) {
			const long n = scan_written(s->scan, &at, end, run, RUNS);

			if (n < 0)
				abort(); /* it could for the first scan */
			for (long j = 0; j < n; j++)
				for (uint64_t a = run[j].start; a < run[j].end; a += SNAPSHOT_PAGE)
					snapshot_save(s, r,
					    (a - (uintptr_t)r->base) / SNAPSHOT_PAGE);
		}
	}
}

int snapshot_take(struct snapshot *s)
{
	int error = 0;

	if (!s->taken)
		error = s->scan ? take_by_scans(s) : take_by_faults(s);
	else if (s->scan)
		find_written(s);
	/* Pages that are open stay so; closed ones have not changed. */
	for (size_t i = 0; i < s->open; i++) {
		struct open_page *p = &s->list[i];

		if (p->copy == zeroes)
			p->copy = p->page->copy = snapshot_next_copy(s);
		memcpy(p->copy, p->addr, SNAPSHOT_PAGE);
	}
	s->taken = !error;
	return error;
}

void snapshot_restore(struct snapshot *s)
{
	bool all = s->open > OPEN_MAX;
	size_t step = all ? 1 : s->sample;
	size_t next = all ? 0 : s->round % step;
	size_t closing = 0;

	s->round++;
	if (s->scan)
		find_written(s);
	for (size_t i = s->open; i-- > 0;) {
		struct open_page *p = &s->list[i];

		if (i >= AHEAD)
			expect(p - AHEAD);
		if (i % step != next && p->page->age) {
			put_back(p); /* likely no write: to compare is faster */
		} else if (i % step != next) {
			memcpy(p->addr, p->copy, SNAPSHOT_PAGE);
		} else if (settle(p, s->age)) {
			s->closing[closing++] = p->addr;
			unlist(s, i);
		}
	}
	if (closing)
		snapshot_close_pages(s, closing);
}

size_t snapshot_open_pages(const struct snapshot *s)
{
	return s->open;
}

size_t snapshot_saved_pages(const struct snapshot *s)
{
	return s->stored;
}
