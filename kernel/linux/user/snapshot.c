/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#define _GNU_SOURCE
#include "kernel/linux/user/snapshot.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* A write fault costs as much as about thirty copies of a page.  Of the open
 * pages, one in SAMPLE is compared at a restore; one that was found unchanged
 * AGE times in a row is closed.  With more than OPEN_MAX open (one round wrote
 * a lot) all are compared. */
#define SAMPLE 16
#define AGE 8
#define OPEN_MAX 2048

struct page {
	uint8_t *copy; /* in the store, or NULL: never written so far */
	bool open;     /* it is in the open list */
	uint16_t age;  /* comparisons in a row that found it unchanged */
	bool pinned;
};

struct open_page {
	uint8_t *addr, *copy;
	struct page *page;
};

struct range {
	uint8_t *base;
	uint64_t pages;
	struct page *page;
};

struct snapshot {
	struct range range[SNAPSHOT_RANGES];
	size_t ranges;
	uint64_t pages; /* in all ranges */
	bool taken;
	struct page *page;
	struct open_page *list;
	size_t open;
	uint8_t **closing; /* room for addresses of pages to close */
	uint8_t *store;    /* copies, in the order of the first write */
	size_t stored;
	uint32_t round;
};

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
	free(s);
}

struct snapshot *snapshot_open(const struct snapshot_range *range, size_t n)
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
	for (size_t i = 0; i < s->ranges; i++)
		protect(&s->range[i], PROT_READ | PROT_WRITE);
	free_tables(s);
}

int snapshot_take(struct snapshot *s)
{
	/* Pages that are open stay so; closed ones have not changed. */
	for (size_t i = 0; i < s->open; i++)
		memcpy(s->list[i].copy, s->list[i].addr, SNAPSHOT_PAGE);
	for (size_t i = 0; !s->taken && i < s->ranges; i++) {
		if (protect(&s->range[i], PROT_READ)) {
			while (i--)
				protect(&s->range[i], PROT_READ | PROT_WRITE);
			return -ENOMEM;
		}
	}
	s->taken = true;
	return 0;
}

static struct range *find(struct snapshot *s, const void *addr, uint64_t *index)
{
	for (size_t i = 0; i < s->ranges; i++) {
		uint64_t at = (uintptr_t)addr - (uintptr_t)s->range[i].base;

		if (at / SNAPSHOT_PAGE < s->range[i].pages) {
			*index = at / SNAPSHOT_PAGE;
			return &s->range[i];
		}
	}
	return NULL;
}

static void save(struct snapshot *s, struct range *r, uint64_t index)
{
	struct page *page = &r->page[index];
	uint8_t *addr = r->base + index * SNAPSHOT_PAGE;

	if (page->open)
		return;
	if (!page->copy) {
		page->copy = s->store + s->stored++ * SNAPSHOT_PAGE;
		memcpy(page->copy, addr, SNAPSHOT_PAGE);
	}
	page->age = 0;
	s->list[s->open++] = (struct open_page){ addr, page->copy, page };
	page->open = true;
}

/* Opens a page; where the host has no room for the finer split of its mappings
 * (vm.max_map_count), more and more of what is around it. */
static bool open_page(struct snapshot *s, struct range *r, uint64_t index)
{
	for (uint64_t span = 1;; span *= 8) {
		uint64_t from = index - index % span;
		uint64_t to = from + span < r->pages ? from + span : r->pages;

		for (uint64_t i = from; i < to; i++)
			save(s, r, i);
		if (!mprotect(r->base + from * SNAPSHOT_PAGE, (to - from) * SNAPSHOT_PAGE,
			PROT_READ | PROT_WRITE))
			return true;
		if (span >= r->pages)
			return false;
	}
}

bool snapshot_fault(struct snapshot *s, const void *addr)
{
	uint64_t index;
	struct range *r = s && s->taken ? find(s, addr, &index) : NULL;

	if (!r || r->page[index].open)
		return false;
	return open_page(s, r, index);
}

void snapshot_written(struct snapshot *s, const void *page, uint64_t len, bool pinned)
{
	const uint8_t *addr = page;

	if (!s || !s->taken)
		return;
	for (uint64_t at = 0; at < len; at += SNAPSHOT_PAGE) {
		uint64_t index;
		struct range *r = find(s, addr + at, &index);

		if (!r)
			continue;
		if (!r->page[index].open && !open_page(s, r, index))
			abort(); /* even as one mapping the range can not be opened */
		if (pinned)
			r->page[index].pinned = true;
	}
}

static int by_address(const void *a, const void *b)
{
	const uint8_t *x = *(uint8_t *const *)a, *y = *(uint8_t *const *)b;

	return x < y ? -1 : x > y;
}

/* Makes pages read-only again, with one call for each run of neighbours.  A
 * page that the host does not let us protect must stay listed. */
static void close_pages(struct snapshot *s, size_t n)
{
	qsort(s->closing, n, sizeof(*s->closing), by_address);
	for (size_t i = 0, run; i < n; i += run) {
		uint8_t *addr = s->closing[i];

		for (run = 1; i + run < n && s->closing[i + run] == addr + run * SNAPSHOT_PAGE;
		     run++)
			;
		if (!mprotect(addr, run * SNAPSHOT_PAGE, PROT_READ))
			continue;
		for (size_t j = 0; j < run; j++) {
			uint64_t index;
			struct range *r = find(s, addr + j * SNAPSHOT_PAGE, &index);

			save(s, r, index);
		}
	}
}

static void unlist(struct snapshot *s, size_t i)
{
	s->list[i].page->open = false;
	s->list[i] = s->list[--s->open];
}

/* Compares one page; true where it is to be closed. */
static bool settle(struct open_page *p, unsigned limit)
{
	if (memcmp(p->addr, p->copy, SNAPSHOT_PAGE)) {
		memcpy(p->addr, p->copy, SNAPSHOT_PAGE);
		p->page->age = 0;
		return false;
	}
	return ++p->page->age >= limit && !p->page->pinned;
}

void snapshot_restore(struct snapshot *s)
{
	bool all = s->open > OPEN_MAX;
	size_t step = all ? 1 : SAMPLE;
	size_t next = all ? 0 : s->round++ % SAMPLE;
	size_t closing = 0;

	for (size_t i = s->open; i-- > 0;) {
		struct open_page *p = &s->list[i];

		if (i % step != next % step) {
			memcpy(p->addr, p->copy, SNAPSHOT_PAGE);
		} else if (settle(p, AGE)) {
			s->closing[closing++] = p->addr;
			unlist(s, i);
		}
	}
	if (closing)
		close_pages(s, closing);
}

size_t snapshot_open_pages(const struct snapshot *s)
{
	return s->open;
}

size_t snapshot_saved_pages(const struct snapshot *s)
{
	return s->stored;
}
