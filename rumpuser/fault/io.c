/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Disk requests on their way through the layer.  One that no fault meets goes
 * straight on.  Any other gets a struct fault_io: held back if a fault of timing
 * says so, started, and done when the layer below is.
 */
#include <errno.h>
#include <string.h>

#include "rumpuser/fault/layer.h"

static struct fault_io *io_get(struct fault *f)
{
	for (size_t i = 0; i < FAULT_IOS; i++) {
		struct fault_io *io = &f->io[i];

		if (io->used)
			continue;
		if (i >= f->now.ios)
			f->now.ios = i + 1;
		io->used = true;
		io->held = false;
		io->after = NULL;
		io->fault = f;
		return io;
	}
	return NULL;
}

static void io_put(struct fault_io *io)
{
	struct fault_state *s = &io->fault->now;

	io->used = false;
	while (s->ios && !io->fault->io[s->ios - 1].used)
		s->ios--;
}

void fault_io_forget(struct fault_io *io)
{
	io_put(io);
}

void fault_io_finish(struct fault_io *io, int error)
{
	struct hyp_disk_req *orig = io->orig;

	io_put(io); /* first: done() may submit the next request */
	orig->error = error;
	orig->done(orig);
}

static void io_done(struct hyp_disk_req *req)
{
	struct fault_io *io = (struct fault_io *)req;

	if (io->after)
		io->after(io);
	fault_io_finish(io, io->req.error);
}

void fault_io_submit(struct fault_io *io)
{
	struct hyp *below = io->fault->hyp.below;

	below->ops->disk_submit(below, io->dev, &io->req);
}

void fault_io_hold(struct fault_io *io, uint64_t ns, uint64_t overtake)
{
	struct fault_state *s = &io->fault->now;

	io->held = true;
	io->due = s->clock + ns;
	io->order = ++s->order;
	io->overtake = overtake;
	s->held++;
}

/* -- what is asked of the layer below -- */

static void copy_request(struct fault_io *io)
{
	io->req = *io->orig;
	io->req.done = io_done;
	io->req.error = 0;
}

bool fault_io_slice(struct fault_io *io, uint64_t from, uint64_t len)
{
	const struct hyp_disk_req *orig = io->orig;
	uint64_t skip = from, left = len;

	copy_request(io);
	io->req.sector += from / HYP_SECTOR;
	io->req.len = len;
	if (!orig->nseg)
		return true;
	io->req.seg = io->seg;
	io->req.nseg = 0;
	for (uint32_t i = 0; i < orig->nseg && left; i++) {
		uint64_t n = orig->seg[i].len - (skip < orig->seg[i].len ? skip : orig->seg[i].len);

		if (n && io->req.nseg == FAULT_SEGS - 2) {
			fault_io_finish(io, -EINVAL);
			return false;
		}
		n = n < left ? n : left;
		if (n)
			io->seg[io->req.nseg++] =
			    (struct hyp_seg){ (uint8_t *)orig->seg[i].base + skip, n };
		skip -= skip < orig->seg[i].len ? skip : orig->seg[i].len;
		left -= n;
	}
	return true;
}

uint8_t *fault_io_byte(const struct fault_io *io, uint64_t at)
{
	const struct hyp_seg *seg = io->orig->seg;

	for (; at >= seg->len; seg++)
		at -= seg->len;
	return (uint8_t *)seg->base + at;
}

void fault_io_bounce(struct fault_io *io, uint64_t at)
{
	struct hyp_seg *seg = io->seg, whole;
	uint64_t head = at - at % HYP_SECTOR;
	uint32_t i = 0, extra;

	for (; head >= seg[i].len; i++)
		head -= seg[i].len;
	whole = seg[i];
	extra = (head > 0) + (head + HYP_SECTOR < whole.len);
	memmove(&seg[i + 1 + extra], &seg[i + 1], (io->req.nseg - i - 1) * sizeof(*seg));
	io->req.nseg += extra;
	memcpy(io->bounce, (uint8_t *)whole.base + head, HYP_SECTOR);
	if (head)
		seg[i++] = (struct hyp_seg){ whole.base, head };
	seg[i++] = (struct hyp_seg){ io->bounce, HYP_SECTOR };
	head += HYP_SECTOR;
	if (head < whole.len)
		seg[i] = (struct hyp_seg){ (uint8_t *)whole.base + head, whole.len - head };
}

/* -- the way of a request -- */

static bool on_mark(const struct fault_mark *m, uint32_t dev, const struct hyp_disk_req *req)
{
	uint64_t last = req->len ? req->sector + (req->len - 1) / HYP_SECTOR : req->sector;

	if (m->dev != dev)
		return false;
	/* A request without sectors is for the device as a whole. */
	return req->len ? req->sector <= m->sector_end && last >= m->sector
	                : m->sector == 0 && m->sector_end == UINT64_MAX;
}

/* What the effects that left a mark make of a request: 0 or an error. */
static int look_at_marks(struct fault *f, uint32_t dev, const struct hyp_disk_req *req)
{
	int error = 0;

	for (size_t i = f->now.marks; i-- > 0;) {
		const struct fault_mark *m = fault_mark_at(f, i);
		int got = on_mark(m, dev, req) ? m->effect->marked(f, i, req) : 0;

		error = error ? error : got;
	}
	return error;
}

static void start(struct fault_io *io)
{
	int error = look_at_marks(io->fault, io->dev, io->orig);

	if (error) {
		fault_io_finish(io, error);
		return;
	}
	copy_request(io);
	if (io->what.effect)
		io->what.effect->disk(io, &io->what);
	else
		fault_io_submit(io);
}

static void start_held(struct fault_io *io)
{
	io->held = false;
	io->fault->now.held--;
	start(io);
}

/* The request that is to start next by time, or NULL. */
static struct fault_io *next_held(struct fault *f)
{
	struct fault_io *next = NULL;

	for (size_t i = 0; f->now.held && i < f->now.ios; i++) {
		struct fault_io *io = &f->io[i];

		if (!io->used || !io->held)
			continue;
		if (!next || io->due < next->due ||
		    (io->due == next->due && io->order < next->order))
			next = io;
	}
	return next;
}

/* A later request to `dev` has gone by: who waits for that? */
static void overtaken(struct fault *f, uint32_t dev, uint64_t order)
{
	for (size_t i = 0; f->now.held && i < f->now.ios; i++) {
		struct fault_io *io = &f->io[i];

		if (io->used && io->held && io->dev == dev && io->order <= order && io->overtake &&
		    !--io->overtake)
			start_held(io);
	}
}

static uint32_t call_of(const struct hyp_disk_req *req)
{
	switch (req->op) {
	case HYP_DISK_READ:
		return FAULT_READ;
	case HYP_DISK_WRITE:
		return FAULT_WRITE;
	case HYP_DISK_FLUSH:
		return FAULT_FLUSH;
	default:
		return FAULT_DISCARD;
	}
}

/* A request that makes no sense is the next layer's to refuse. */
static bool sound(const struct hyp_disk_req *req)
{
	uint64_t sum = 0;

	if (req->op == HYP_DISK_FLUSH || req->op == HYP_DISK_DISCARD)
		return req->len % HYP_SECTOR == 0;
	for (uint32_t i = 0; i < req->nseg; i++)
		sum += req->seg[i].len;
	return req->len && req->len % HYP_SECTOR == 0 && sum == req->len;
}

static void meet(struct fault *f, uint32_t dev, struct hyp_disk_req *req,
    const struct fault_what *happens, const struct fault_what *timing)
{
	struct fault_io *io = io_get(f);

	if (!io) {
		req->error = -ENOMEM;
		req->done(req);
		return;
	}
	io->orig = req;
	io->dev = dev;
	io->what = happens ? *happens : (struct fault_what){ 0 };
	if (timing)
		timing->effect->disk(io, timing);
	else
		start(io);
}

void fault_disk_submit(struct hyp *hyp, uint32_t dev, struct hyp_disk_req *req)
{
	struct fault *f = fault_of(hyp);
	struct hyp *below = hyp->below;
	const struct fault_event e = { call_of(req), dev, req->sector, req->len, NULL };
	const struct fault_what *first[2] = { NULL, NULL };
	uint64_t order = f->now.order;

	if (sound(req))
		fault_count(f, &e, first);
	if (first[0] || first[1] || f->now.marks)
		meet(f, dev, req, first[0], first[1]);
	else
		below->ops->disk_submit(below, dev, req);
	if (f->now.held && !first[1])
		overtaken(f, dev, order);
}

void fault_clock_wait(struct hyp *hyp, uint64_t until)
{
	struct fault *f = fault_of(hyp);
	struct hyp *below = hyp->below;
	struct fault_io *io = next_held(f);
	const uint64_t frames = fault_frame_due(f);
	const uint64_t due = io && io->due < frames ? io->due : frames;

	if (until < UINT64_MAX - f->now.back)
		until += f->now.back;
	if (due == UINT64_MAX || due > until) {
		below->ops->clock_wait(below, until);
		return;
	}
	below->ops->clock_wait(below, due);
	f->now.clock = below->ops->clock_now(below);
	/* Something below may have come earlier and moved time less far. */
	if (io && f->now.clock >= io->due && io->used && io->held)
		start_held(io);
	fault_frame_run(f);
}
