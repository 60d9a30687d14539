/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The content of files: pages that are there, and holes. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "components/fuse/store.h"

/* Where the page `index` is among those of the node, or would be. */
static size_t place(const struct node *n, uint64_t index)
{
	size_t low = 0, high = n->pages;

	while (low < high) {
		const size_t mid = (low + high) / 2;

		if (n->page[mid].index < index)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static uint8_t *find(const struct node *n, uint64_t index)
{
	const size_t at = place(n, index);

	return at < n->pages && n->page[at].index == index ? n->page[at].data : NULL;
}

/* The page, new and zeroes where it was a hole; NULL: no room. */
static uint8_t *get(struct store *s, struct node *n, uint64_t index)
{
	const size_t at = place(n, index);

	if (at < n->pages && n->page[at].index == index)
		return n->page[at].data;
	if (s->pages == STORE_PAGES)
		return NULL;
	n->page = realloc(n->page, (n->pages + 1) * sizeof(*n->page));
	if (!n->page)
		abort();
	memmove(&n->page[at + 1], &n->page[at], (n->pages - at) * sizeof(*n->page));
	n->page[at] = (struct page){ index, calloc(1, STORE_PAGE) };
	if (!n->page[at].data)
		abort();
	n->pages++;
	s->pages++;
	return n->page[at].data;
}

/* How many of [at, at + len) are in the page of `at`. */
static size_t part(uint64_t at, uint64_t len)
{
	const size_t rest = STORE_PAGE - at % STORE_PAGE;

	return len < rest ? len : rest;
}

void data_read(const struct node *n, uint64_t at, void *to, size_t len)
{
	uint8_t *out = to;

	for (size_t l; len; at += l, out += l, len -= l) {
		const uint8_t *data = find(n, at / STORE_PAGE);

		l = part(at, len);
		if (data)
			memcpy(out, data + at % STORE_PAGE, l);
		else
			memset(out, 0, l);
	}
}

int data_write(struct store *s, struct node *n, uint64_t at, const void *from, size_t len,
    size_t *done)
{
	*done = 0;
	while (*done < len) {
		const size_t l = part(at + *done, len - *done);
		uint8_t *data = get(s, n, (at + *done) / STORE_PAGE);

		if (!data)
			break;
		memcpy(data + (at + *done) % STORE_PAGE, (const uint8_t *)from + *done, l);
		*done += l;
	}
	if (at + *done > n->size && *done)
		n->size = at + *done;
	return *done || !len ? 0 : ENOSPC;
}

static void zero(struct node *n, uint64_t from, uint64_t to)
{
	uint8_t *data = from < to ? find(n, from / STORE_PAGE) : NULL;

	if (data)
		memset(data + from % STORE_PAGE, 0, to - from);
}

void data_cut(struct store *s, struct node *n, uint64_t from, uint64_t to)
{
	const uint64_t first = from / STORE_PAGE + !!(from % STORE_PAGE), last = to / STORE_PAGE;
	size_t a, b;

	if (first > last) {
		zero(n, from, to);
		return;
	}
	zero(n, from, first * STORE_PAGE);
	zero(n, last * STORE_PAGE, to);
	a = place(n, first);
	b = place(n, last);
	for (size_t i = a; i < b; i++)
		free(n->page[i].data);
	if (a < b)
		memmove(&n->page[a], &n->page[b], (n->pages - b) * sizeof(*n->page));
	n->pages -= b - a;
	s->pages -= b - a;
}

int data_reserve(struct store *s, struct node *n, uint64_t from, uint64_t to)
{
	const uint64_t first = from / STORE_PAGE, end = (to + STORE_PAGE - 1) / STORE_PAGE;
	const size_t there = place(n, end) - place(n, first);

	if (end - first - there > STORE_PAGES - s->pages)
		return ENOSPC;
	for (uint64_t i = first; i < end; i++)
		get(s, n, i);
	return 0;
}

uint64_t data_next(const struct node *n, uint64_t at, bool data)
{
	uint64_t index = at / STORE_PAGE;
	size_t i = place(n, index);

	if (data)
		index = i < n->pages ? n->page[i].index : UINT64_MAX / STORE_PAGE;
	else
		while (i < n->pages && n->page[i].index == index)
			i++, index++;
	return index * STORE_PAGE > at ? index * STORE_PAGE : at;
}
