/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the files of the trace share with one another. */
#ifndef RUMPUS_TRACE_INTERNAL_H
#define RUMPUS_TRACE_INTERNAL_H

#include "rumpuser/trace.h"

#define TRACE_DISKS 32 /* devices are numbered below this; others have no epochs */

/* A request on its way through the layer below. */
struct trace_io {
	struct hyp_disk_req req; /* first: done() is given its address */
	struct hyp_disk_req *orig;
	struct trace *trace;
	uint64_t number;       /* of its record */
	uint64_t life;         /* trace->life when it was submitted */
	struct trace_io *next; /* in the list of free ones */
};

/* Memory for the data of writes, which does not move while it is in use. */
struct trace_chunk {
	struct trace_chunk *next;
	size_t used, size;
	uint8_t data[];
};

struct trace {
	struct hyp hyp;
	struct hyp_ops ops;
	bool all;
	bool stopped;
	struct trace_record *record; /* a ring of TRACE_LAST, or `size` of them */
	size_t size;
	uint64_t made;  /* since the last trace_clear() */
	uint64_t total; /* ever */
	uint64_t life;  /* raised by trace_clear(): numbers start again */
	uint64_t first; /* of a trace that was loaded: its number */
	uint64_t clock; /* the kernel's last look */
	uint64_t wait;  /* number of the clock_wait that is to be timed */
	uint32_t epoch[TRACE_DISKS];
	struct trace_io *free;
	struct trace_chunk *chunk; /* the newest first */
};

/* Adds a record of a call that is under way; valid until the next one. */
struct trace_record *trace_add(struct trace *, enum trace_call, uint32_t dev);
/* The record of a number, or NULL: it is forgotten. */
struct trace_record *trace_numbered(struct trace *, uint64_t number);
/* Room for `len` bytes of data that the trace owns. */
uint8_t *trace_room(struct trace *, uint64_t len);
/* Ends the program. */
void trace_no_memory(void) __attribute__((noreturn));

/* layer.c: the layer with hypercalls that record, or with none where the trace is
 * stopped. */
struct hyp *trace_layer(struct trace *, struct hyp *below);

#endif
