/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Snapshots of plain memory ranges, restored at the cost of what was written.
 *
 * Taking one closes the ranges.  A page that is written is opened and listed.  A
 * restore copies the listed pages back and leaves them open, as the next round is
 * likely to write them again; a page that was not written for many rounds is
 * closed.
 *
 * There are two ways to learn of the first write to a closed page.  By faults:
 * the pages are read-only, and the SIGSEGV handler saves and opens them.  By scans
 * (kernel/linux/user/scan.h): all content is saved at first, and each restore asks
 * the host.  A fault is ten times as dear as a write that the host notes, but a
 * scan looks at all pages: it pays where rounds differ in what they write.
 *
 * Not for several threads.  Between take and close, no host system call may
 * write into a range (it would fail with EFAULT), and the SIGSEGV handler runs
 * on a stack of its own.
 */
#ifndef RUMPUS_SNAPSHOT_H
#define RUMPUS_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SNAPSHOT_PAGE 4096ull
#define SNAPSHOT_RANGES 4

struct snapshot;

/* Page-aligned, mapped for reading and writing. */
struct snapshot_range {
	void *base;
	uint64_t len;
};

/* Made for at most SNAPSHOT_RANGES ranges; nothing is remembered yet.  With
 * `scans`, by scans where the host can.  NULL: out of host memory. */
struct snapshot *snapshot_open(const struct snapshot_range *, size_t n, bool scans);
/* Opens all pages for writing and frees the snapshot.  NULL is allowed. */
void snapshot_close(struct snapshot *);

/* Remembers the content of the ranges, in place of what was remembered before.
 * 0 or -ENOMEM. */
int snapshot_take(struct snapshot *);
/* Puts the remembered content back.  To be called after snapshot_take(). */
void snapshot_restore(struct snapshot *);

/* From a SIGSEGV handler, for a write to `addr`: true where the page was closed
 * by a snapshot; it is open now, and the write is to be tried again. */
bool snapshot_fault(struct snapshot *, const void *addr);
/* The pages can be written through another mapping from now on: has them saved
 * and copied back at every restore.  `pinned`: for good; else until they have
 * not been written for a while, which says that the other mapping is gone. */
void snapshot_written(struct snapshot *, const void *page, uint64_t len, bool pinned);

/* Pages that the next restore copies, and pages saved so far. */
size_t snapshot_open_pages(const struct snapshot *);
size_t snapshot_saved_pages(const struct snapshot *);

#endif
