/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the files of the snapshot share with one another and with nobody else. */
#ifndef RUMPUS_SNAPSHOT_INTERNAL_H
#define RUMPUS_SNAPSHOT_INTERNAL_H

#include "kernel/linux/user/scan.h"
#include "kernel/linux/user/snapshot.h"

struct page {
	uint8_t *copy; /* in the store, or NULL: never written so far */
	bool open;     /* it is in the open list */
	bool pinned;
	uint8_t patience; /* doublings of the time it is given */
	uint16_t age;     /* comparisons in a row that found it unchanged */
	uint32_t closed;  /* the round it was closed in; 0: never */
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
	struct scan *scan;    /* NULL: by faults */
	unsigned sample, age; /* see snapshot.c */
};

/* Room for one more copy of a page. */
uint8_t *snapshot_next_copy(struct snapshot *);
/* Lists a page as open, and saves it where that has not been done. */
void snapshot_save(struct snapshot *, struct range *, uint64_t index);
/* Closes the first `n` pages of s->closing; a page that the host does not let us
 * close stays listed. */
void snapshot_close_pages(struct snapshot *, size_t n);

#endif
