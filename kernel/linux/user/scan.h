/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Which pages were written, told by the host in one call: userfaultfd(2)
 * with asynchronous write protection, and PAGEMAP_SCAN of ioctl(2) on
 * /proc/self/pagemap.  Needs Linux 6.7, and no rights.
 */
#ifndef RUMPUS_SCAN_H
#define RUMPUS_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct scan;

/* Pages next to each other. */
struct scan_run {
	uint64_t start, end; /* addresses */
	uint64_t kinds;      /* the host's, of no interest */
};

/* NULL: the host can not do this. */
struct scan *scan_open(void);
void scan_close(struct scan *);

/* Has writes to [base, base + len) noticed from now on, and from the first
 * scan_protect() on told.  False: not this memory. */
bool scan_add(struct scan *, void *base, uint64_t len);
/* Pages there count as not written.  False: some can not be watched. */
bool scan_protect(struct scan *, void *base, uint64_t len);
/* The pages of [*at, end) that were written since they were protected, and those
 * that can not be watched: fills at most `max` runs, moves *at to where the next
 * call goes on, and returns their number, or -1 where the host refuses. */
long scan_written(struct scan *, uint64_t *at, uint64_t end, struct scan_run *, size_t max);

#endif
