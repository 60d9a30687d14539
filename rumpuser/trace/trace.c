/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The records, and the memory they lie in. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rumpuser/trace/internal.h"

#define CHUNK (1u << 20)

void trace_no_memory(void)
{
	fputs("out of memory for the trace\n", stderr);
	abort();
}

struct trace *trace_open(bool all)
{
	struct trace *t = calloc(1, sizeof(*t));

	if (!t)
		return NULL;
	t->all = all;
	t->size = TRACE_LAST;
	t->record = calloc(t->size, sizeof(*t->record));
	if (t->record)
		return t;
	free(t);
	return NULL;
}

static void free_chunks(struct trace *t)
{
	for (struct trace_chunk *next; t->chunk; t->chunk = next) {
		next = t->chunk->next;
		free(t->chunk);
	}
}

/* Requests that are under way stay with the layer below for good: a trace is
 * closed when its kernel is gone. */
void trace_close(struct trace *t)
{
	for (struct trace_io *io; (io = t->free);) {
		t->free = io->next;
		free(io);
	}
	free_chunks(t);
	free(t->record);
	free(t);
}

struct hyp *trace_stack(struct trace *t, struct hyp *below)
{
	return trace_layer(t, below);
}

size_t trace_count(const struct trace *t)
{
	return t->all || t->made < TRACE_LAST ? t->made : TRACE_LAST;
}

const struct trace_record *trace_at(const struct trace *t, size_t i)
{
	return &t->record[t->all ? i : (t->made - trace_count(t) + i) % TRACE_LAST];
}

uint64_t trace_total(const struct trace *t)
{
	return t->total;
}

uint64_t trace_first(const struct trace *t)
{
	return t->first + t->made - trace_count(t);
}

struct trace_record *trace_numbered(struct trace *t, uint64_t number)
{
	if (number >= t->made || t->made - number > trace_count(t))
		return NULL;
	return &t->record[t->all ? number : number % TRACE_LAST];
}

static void grow(struct trace *t)
{
	void *grown = realloc(t->record, 2 * t->size * sizeof(*t->record));

	if (!grown)
		trace_no_memory();
	t->record = grown;
	t->size *= 2;
}

struct trace_record *trace_add(struct trace *t, enum trace_call call, uint32_t dev)
{
	struct trace_record *r;

	if (t->all && t->made == t->size)
		grow(t);
	r = &t->record[t->all ? t->made : t->made % TRACE_LAST];
	t->made++;
	t->total++;
	*r = (struct trace_record){
		.call = call,
		.dev = dev,
		.result = TRACE_PENDING,
		.clock = t->clock,
		.epoch = dev < TRACE_DISKS ? t->epoch[dev] : 0,
	};
	return r;
}

uint8_t *trace_room(struct trace *t, uint64_t len)
{
	struct trace_chunk *c = t->chunk;

	if (!c || c->size - c->used < len) {
		const size_t size = len > CHUNK ? len : CHUNK;

		c = malloc(sizeof(*c) + size);
		if (!c)
			trace_no_memory();
		c->used = 0;
		c->size = size;
		c->next = t->chunk;
		t->chunk = c;
	}
	c->used += len;
	return c->data + c->used - len;
}

static void add_done(struct trace *t, enum trace_call call, uint64_t number)
{
	struct trace_record *r;

	if (t->stopped)
		return;
	r = trace_add(t, call, TRACE_NO_DEV);
	r->sector = number;
	r->result = 0;
	r->done = t->made;
}

void trace_mark(struct trace *t, uint64_t number)
{
	add_done(t, TRACE_MARK, number);
}

void trace_snapshot(struct trace *t)
{
	add_done(t, TRACE_SNAPSHOT, 0);
}

void trace_restored(struct trace *t)
{
	t->wait = UINT64_MAX;
	add_done(t, TRACE_RESTORE, 0);
}

static void stop(struct trace *t, bool stopped)
{
	t->stopped = stopped;
	if (t->hyp.below)
		trace_layer(t, t->hyp.below);
}

void trace_stop(struct trace *t)
{
	stop(t, true);
}

void trace_clear(struct trace *t)
{
	stop(t, false);
	t->made = t->first = 0;
	t->life++;
	t->wait = UINT64_MAX;
	memset(t->epoch, 0, sizeof(t->epoch));
	free_chunks(t);
}
