/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The hypercalls of the layer. */
#include <stdlib.h>
#include <string.h>

#include "rumpuser/forward.h"
#include "rumpuser/trace/internal.h"

static struct trace *trace_of(struct hyp *hyp)
{
	return (struct trace *)hyp;
}

static int done(struct trace *t, struct trace_record *r, int result)
{
	r->result = result;
	r->done = t->made;
	return result;
}

/* -- memory, random: done when the layer below returns, which adds no record -- */

static int layer_mem_alias(struct hyp *hyp, void *addr, void *page, uint64_t len)
{
	struct trace *t = trace_of(hyp);
	struct trace_record *r = trace_add(t, TRACE_ALIAS, TRACE_NO_DEV);

	r->len = len;
	return done(t, r, hyp_forward.mem_alias(hyp, addr, page, len));
}

static int layer_mem_unalias(struct hyp *hyp, void *addr, uint64_t len)
{
	struct trace *t = trace_of(hyp);
	struct trace_record *r = trace_add(t, TRACE_UNALIAS, TRACE_NO_DEV);

	r->len = len;
	return done(t, r, hyp_forward.mem_unalias(hyp, addr, len));
}

static void layer_random(struct hyp *hyp, void *buf, uint64_t len)
{
	struct trace *t = trace_of(hyp);
	struct trace_record *r = trace_add(t, TRACE_RANDOM, TRACE_NO_DEV);

	r->len = len;
	hyp_forward.random(hyp, buf, len);
	done(t, r, 0);
}

/* -- clock -- */

/* The hot call: the kernel makes it more often than all others together. */
static uint64_t layer_clock_now(struct hyp *hyp)
{
	struct hyp *below = hyp->below;
	const uint64_t now = below->ops->clock_now(below);

	trace_of(hyp)->clock = now;
	return now;
}

/* The first look after a wait tells how long that took: to ask the layer below
 * would move time, and a trace must not change what it records. */
static uint64_t clock_after_wait(struct hyp *hyp)
{
	struct trace *t = trace_of(hyp);
	struct trace_record *r = trace_numbered(t, t->wait);
	const uint64_t before = t->clock;
	const uint64_t now = layer_clock_now(hyp);

	t->ops.clock_now = layer_clock_now;
	if (r && r->call == TRACE_WAIT)
		r->len = now - before;
	return now;
}

static void layer_clock_wait(struct hyp *hyp, uint64_t until)
{
	struct trace *t = trace_of(hyp);
	const uint64_t number = t->made, life = t->life;
	struct trace_record *r;

	trace_add(t, TRACE_WAIT, TRACE_NO_DEV);
	t->wait = number;
	t->ops.clock_now = clock_after_wait;
	hyp_forward.clock_wait(hyp, until);
	r = life == t->life ? trace_numbered(t, number) : NULL;
	if (r) /* requests that were done meanwhile may have led to others */
		done(t, r, 0);
}

/* -- disk -- */

static int layer_disk_geometry(struct hyp *hyp, uint32_t dev, struct hyp_disk_geometry *geometry)
{
	struct trace *t = trace_of(hyp);
	struct trace_record *r = trace_add(t, TRACE_GEOMETRY, dev);

	done(t, r, hyp_forward.disk_geometry(hyp, dev, geometry));
	if (!r->result)
		r->len = geometry->sectors * HYP_SECTOR;
	return r->result;
}

static void request_done(struct hyp_disk_req *req)
{
	struct trace_io *io = (struct trace_io *)req;
	struct hyp_disk_req *orig = io->orig;
	struct trace *t = io->trace;
	struct trace_record *r = io->life == t->life ? trace_numbered(t, io->number) : NULL;

	if (r) {
		done(t, r, req->error);
		if (r->call == TRACE_FLUSH && !req->error && r->dev < TRACE_DISKS)
			t->epoch[r->dev]++;
	}
	orig->error = req->error;
	io->next = t->free; /* first: done() may submit the next request */
	t->free = io;
	orig->done(orig);
}

static struct trace_io *io_get(struct trace *t)
{
	struct trace_io *io = t->free;

	if (io)
		t->free = io->next;
	else
		io = malloc(sizeof(*io));
	if (!io)
		trace_no_memory();
	return io;
}

static void keep_data(struct trace *t, struct trace_record *r, const struct hyp_disk_req *req)
{
	uint64_t sum = 0;
	uint8_t *to;

	for (uint32_t i = 0; i < req->nseg; i++)
		sum += req->seg[i].len;
	if (sum != req->len)
		return; /* it makes no sense, and the layer below will say so */
	to = trace_room(t, sum);
	r->data = to;
	for (uint32_t i = 0; i < req->nseg; i++) {
		memcpy(to, req->seg[i].base, req->seg[i].len);
		to += req->seg[i].len;
	}
}

static void layer_disk_submit(struct hyp *hyp, uint32_t dev, struct hyp_disk_req *req)
{
	static const uint8_t calls[] = {
		[HYP_DISK_READ] = TRACE_READ,
		[HYP_DISK_WRITE] = TRACE_WRITE,
		[HYP_DISK_FLUSH] = TRACE_FLUSH,
		[HYP_DISK_DISCARD] = TRACE_DISCARD,
	};
	struct trace *t = trace_of(hyp);
	struct hyp *below = hyp->below;
	struct trace_record *r;
	struct trace_io *io;

	if (req->op >= sizeof(calls)) {
		below->ops->disk_submit(below, dev, req);
		return;
	}
	r = trace_add(t, calls[req->op], dev);
	r->flags = req->flags;
	r->sector = req->sector;
	r->len = req->len;
	if (t->all && req->op == HYP_DISK_WRITE)
		keep_data(t, r, req);
	io = io_get(t);
	io->req = *req;
	io->req.done = request_done;
	io->orig = req;
	io->trace = t;
	io->number = t->made - 1;
	io->life = t->life;
	below->ops->disk_submit(below, dev, &io->req);
}

struct hyp *trace_layer(struct trace *t, struct hyp *below)
{
	hyp_layer(&t->hyp, &t->ops, below);
	if (t->stopped)
		return &t->hyp;
	t->ops.mem_alias = layer_mem_alias;
	t->ops.mem_unalias = layer_mem_unalias;
	t->ops.random = layer_random;
	t->ops.clock_now = layer_clock_now;
	t->ops.clock_wait = layer_clock_wait;
	t->ops.disk_geometry = layer_disk_geometry;
	t->ops.disk_submit = layer_disk_submit;
	return &t->hyp;
}
