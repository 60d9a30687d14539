/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The trace: a layer that remembers the hypercalls that go through it.  With
 * the data of writes it is the write log, from which every disk that a power
 * cut could have left is made (harness/crash_states.h).
 *
 * The rules everything rests on:
 * - A request is recorded when it is submitted; what it ended with is set when
 *   it is done.  A record that has no end yet has result TRACE_PENDING.
 * - Epochs: a flush that is done ends an epoch of its disk.  A write belongs to
 *   the epoch it was submitted in.
 * - The layer uses no memory of the kernel, and outlives a kernel that dies or
 *   is restored.  A restore is a record too: what came after the snapshot
 *   that it goes back to has not happened.
 */
#ifndef RUMPUS_TRACE_H
#define RUMPUS_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "rumpuser/hyp.h"

#define TRACE_PENDING INT32_MIN
#define TRACE_NO_DEV UINT32_MAX

enum trace_call {
	TRACE_READ,
	TRACE_WRITE,
	TRACE_FLUSH,
	TRACE_DISCARD,
	TRACE_GEOMETRY,
	TRACE_WAIT,    /* clock_wait: len is the ns that it took */
	TRACE_ALIAS,   /* len in bytes */
	TRACE_UNALIAS, /* the same */
	TRACE_RANDOM,  /* the same */
	TRACE_MARK,    /* trace_mark(): sector is the number given */
	TRACE_RESTORE, /* the kernel went back to its last snapshot, and its disks */
	TRACE_SNAPSHOT,
	TRACE_CALLS
};

struct trace_record {
	uint32_t call;        /* enum trace_call */
	uint32_t dev;         /* TRACE_NO_DEV: the call has none */
	uint32_t flags;       /* HYP_DISK_FUA */
	int32_t result;       /* 0, a negative errno, or TRACE_PENDING */
	uint64_t clock;       /* virtual ns of the kernel's last look at the clock */
	uint64_t sector, len; /* len in bytes */
	uint32_t epoch;       /* flushes of the disk that were done before */
	uint64_t done;        /* records made when it was done, its own among them */
	const uint8_t *data;  /* a write: `len` bytes where data is kept, else NULL */
};

struct trace;

#define TRACE_LAST 64 /* records that a trace without data remembers */

/* Makes a trace.  With `all` it keeps every record and the data of writes, else
 * the last TRACE_LAST records alone.  NULL: out of host memory. */
struct trace *trace_open(bool all);
void trace_close(struct trace *);
/* Puts the layer over `below`; once. */
struct hyp *trace_stack(struct trace *, struct hyp *below);

/* The records kept, oldest first: their number, and the one of index `i`.  Valid
 * until the next hypercall. */
size_t trace_count(const struct trace *);
const struct trace_record *trace_at(const struct trace *, size_t i);
/* Records ever made, those forgotten too. */
uint64_t trace_total(const struct trace *);
/* The number of the record of index 0: records made since trace_clear() that are
 * forgotten.  0 for a trace with data. */
uint64_t trace_first(const struct trace *);
/* Adds a TRACE_MARK; a TRACE_SNAPSHOT; a TRACE_RESTORE. */
void trace_mark(struct trace *, uint64_t number);
void trace_snapshot(struct trace *);
void trace_restored(struct trace *);
/* Adds no records from now on, until trace_clear(); those there are stay. */
void trace_stop(struct trace *);
/* Forgets all records; epochs start at 0 again. */
void trace_clear(struct trace *);

/* One line about a record, without its end. */
void trace_line(const struct trace_record *, char *buf, size_t len);

/* Writes the records to a file, in the format of rumpus-trace(5), with size and
 * hash of the disk `dev` as it was before the first of them: a write log belongs
 * to one image.  0 or a negative errno. */
struct trace_image {
	uint32_t dev;
	uint64_t size; /* bytes; 0: the trace is about no image */
	uint64_t hash; /* disk_hash() */
};
int trace_save(const struct trace *, const char *path, const struct trace_image *);
/* Reads a file.  0, or -EINVAL, -ENOENT, ... with *why in one line (static). */
int trace_load(const char *path, struct trace **, struct trace_image *, const char **why);

#endif
