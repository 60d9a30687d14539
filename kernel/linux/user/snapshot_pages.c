/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The pages of a snapshot: opened when they are written, closed later. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "kernel/linux/user/snapshot_internal.h"

#define SOON 4         /* rounds */
#define PATIENCE_MAX 8 /* doublings */

uint8_t *snapshot_next_copy(struct snapshot *s)
{
	return s->store + s->stored++ * SNAPSHOT_PAGE;
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

void snapshot_save(struct snapshot *s, struct range *r, uint64_t index)
{
	struct page *page = &r->page[index];
	uint8_t *addr = r->base + index * SNAPSHOT_PAGE;

	if (page->open)
		return;
	if (!page->copy)
		page->copy = memcpy(snapshot_next_copy(s), addr, SNAPSHOT_PAGE);
	page->age = 0;
	if (page->closed && s->round - page->closed < SOON && page->patience < PATIENCE_MAX)
		page->patience++;
	s->list[s->open++] = (struct open_page){ addr, page->copy, page };
	page->open = true;
}

/* Opens a page; where the host has no room for the finer split of its mappings
 * (vm.max_map_count), more and more of what is around it. */
static bool open_page(struct snapshot *s, struct range *r, uint64_t index)
{
	if (s->scan) {
		snapshot_save(s, r, index);
		return true;
	}
	for (uint64_t span = 1;; span *= 8) {
		uint64_t from = index - index % span;
		uint64_t to = from + span < r->pages ? from + span : r->pages;

		for (uint64_t i = from; i < to; i++)
			snapshot_save(s, r, i);
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
	struct range *r = s && s->taken && !s->scan ? find(s, addr, &index) : NULL;

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

/* Has writes to pages noticed again.  Where another mapping has taken their place (pages
 * of an alias move to a memory file), the host does not watch that one yet. */
static bool close_run(struct snapshot *s, uint8_t *addr, uint64_t len)
{
	if (!s->scan)
		return !mprotect(addr, len, PROT_READ);
	return scan_protect(s->scan, addr, len) ||
	       (scan_add(s->scan, addr, len) && scan_protect(s->scan, addr, len));
}

/* Makes pages read-only again, with one call for each run of neighbours.  A
 * page that the host does not let us protect must stay listed. */
void snapshot_close_pages(struct snapshot *s, size_t n)
{
	qsort(s->closing, n, sizeof(*s->closing), by_address);
	for (size_t i = 0, run; i < n; i += run) {
		uint8_t *addr = s->closing[i];

		for (run = 1; i + run < n && s->closing[i + run] == addr + run * SNAPSHOT_PAGE;
		     run++)
			;
		if (close_run(s, addr, run * SNAPSHOT_PAGE))
			continue;
		for (size_t j = 0; j < run; j++) {
			uint64_t index;
			struct range *r = find(s, addr + j * SNAPSHOT_PAGE, &index);

			if (r)
				snapshot_save(s, r, index);
		}
	}
}
