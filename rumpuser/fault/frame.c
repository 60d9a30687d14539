/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Frames on their way through the layer.  One that no fault meets goes straight on.
 * Any other is copied into a struct fault_frame: held back if a fault of timing says
 * so, changed, and sent below or kept until the kernel receives it.
 */
#include <errno.h>
#include <string.h>

#include "rumpuser/fault/layer.h"
#include "rumpuser/forward.h"

static struct fault_frame *frame_get(struct fault *f)
{
	for (size_t i = 0; i < FAULT_FRAMES; i++) {
		struct fault_frame *frame = &f->frame[i];

		if (frame->used)
			continue;
		if (i >= f->now.frames)
			f->now.frames = i + 1;
		frame->used = true;
		frame->held = false;
		frame->fault = f;
		frame->order = ++f->now.order;
		frame->overtake = 0;
		return frame;
	}
	return NULL;
}

static void frame_put(struct fault_frame *frame)
{
	struct fault *f = frame->fault;

	frame->used = false;
	while (f->now.frames && !f->frame[f->now.frames - 1].used)
		f->now.frames--;
}

/* -- what effects do -- */

/* One to be received waits, as a frame of its own, until the kernel asks for it. */
int fault_frame_pass(struct fault_frame *frame)
{
	struct fault *f = frame->fault;
	struct fault_frame *ready;

	if (frame->call == FAULT_TX)
		return hyp_forward.wire_send(&f->hyp, frame->dev, frame->data, frame->len);
	ready = frame_get(f);
	if (!ready)
		return -ENOBUFS;
	ready->call = FAULT_RX;
	ready->dev = frame->dev;
	ready->len = frame->len;
	memcpy(ready->data, frame->data, frame->len);
	f->now.wire[frame->dev].call = true;
	return 0;
}

void fault_frame_hold(struct fault_frame *frame, uint64_t ns, uint64_t overtake)
{
	frame->held = true;
	frame->due = frame->fault->now.clock + ns;
	frame->overtake = overtake;
}

void fault_frame_queue(struct fault_frame *frame, uint64_t rate)
{
	struct fault_state *s = &frame->fault->now;
	uint64_t *free = &s->wire[frame->dev].free[frame->call == FAULT_RX];

	if (*free < s->clock)
		*free = s->clock;
	fault_frame_hold(frame, *free - s->clock, 0);
	*free += frame->len * 1000000000ull / rate;
}

void fault_wire_down(struct fault_frame *frame, uint64_t ns)
{
	struct fault_wire *w = &frame->fault->now.wire[frame->dev];

	w->down = frame->fault->now.clock + ns;
	w->call = true;
}

/* -- the way of a frame -- */

static int start(struct fault_frame *frame)
{
	const struct fault_what *w = &frame->what;
	int error;

	frame->held = false;
	error = w->effect ? w->effect->frame(frame, w) : fault_frame_pass(frame);
	frame_put(frame);
	return error;
}

static int meet(struct fault *f, const struct fault_event *e, const struct fault_what *first[2])
{
	struct fault_frame *frame = frame_get(f);

	if (!frame)
		return -ENOBUFS;
	frame->call = e->call;
	frame->dev = e->dev;
	frame->len = e->len;
	memcpy(frame->data, e->frame, e->len);
	frame->what = first[0] ? *first[0] : (struct fault_what){ 0 };
	if (first[1])
		first[1]->effect->frame(frame, first[1]);
	return frame->held ? 0 : start(frame);
}

/* A later frame has gone by: who waits for that? */
static void overtaken(struct fault *f, uint32_t call, uint32_t dev, uint64_t order)
{
	for (size_t i = 0; i < f->now.frames; i++) {
		struct fault_frame *frame = &f->frame[i];

		if (frame->used && frame->held && frame->call == call && frame->dev == dev &&
		    frame->order <= order && frame->overtake && !--frame->overtake)
			start(frame);
	}
}

static bool is_down(const struct fault *f, uint32_t dev)
{
	return f->now.wire[dev].down > f->now.clock;
}

static int fault_wire_send(struct hyp *hyp, uint32_t dev, const void *data, uint64_t len)
{
	struct fault *f = fault_of(hyp);
	const struct fault_event e = { .call = FAULT_TX, .dev = dev, .len = len, .frame = data };
	const struct fault_what *first[2];
	const uint64_t order = f->now.order;
	int error;

	if (!f->frame || dev >= FAULT_WIRES || len > FAULT_FRAME_MAX)
		return hyp_forward.wire_send(hyp, dev, data, len);
	fault_count(f, &e, first);
	if (is_down(f, dev))
		return 0;
	if (first[0] || first[1])
		error = meet(f, &e, first);
	else
		error = hyp_forward.wire_send(hyp, dev, data, len);
	if (!first[1])
		overtaken(f, FAULT_TX, dev, order);
	if (error == -EAGAIN) /* there is room again at once */
		f->now.wire[dev].call = true;
	return error;
}

/* The frame of the device that is ready and came first, given to the kernel. */
static const void *take_ready(struct fault *f, uint32_t dev, uint64_t *len)
{
	struct fault_frame *first = NULL;

	for (size_t i = 0; i < f->now.frames; i++) {
		struct fault_frame *frame = &f->frame[i];

		if (frame->used && !frame->held && frame->call == FAULT_RX && frame->dev == dev &&
		    (!first || frame->order < first->order))
			first = frame;
	}
	if (!first)
		return NULL;
	*len = first->len;
	memcpy(f->received, first->data, first->len);
	frame_put(first);
	return f->received;
}

static const void *fault_wire_receive(struct hyp *hyp, uint32_t dev, uint64_t *len)
{
	struct fault *f = fault_of(hyp);
	struct fault_event e = { .call = FAULT_RX, .dev = dev };
	const struct fault_what *first[2];
	const void *data;
	uint64_t order;

	if (!f->frame || dev >= FAULT_WIRES)
		return hyp_forward.wire_receive(hyp, dev, len);
	while (!(data = take_ready(f, dev, len))) {
		data = hyp_forward.wire_receive(hyp, dev, len);
		if (!data)
			break;
		e.frame = data;
		e.len = *len;
		order = f->now.order;
		fault_count(f, &e, first);
		if (is_down(f, dev))
			continue;
		if (first[0] || first[1])
			meet(f, &e, first);
		if (!first[1])
			overtaken(f, FAULT_RX, dev, order);
		if (!first[0] && !first[1])
			return data;
	}
	f->now.wire[dev].call &= data != NULL;
	return data;
}

static int fault_wire_listen(struct hyp *hyp, uint32_t dev, void (*interrupt)(uint32_t dev))
{
	struct fault *f = fault_of(hyp);

	if (dev < FAULT_WIRES)
		f->now.wire[dev].interrupt = interrupt;
	for (size_t i = f->now.frames; !interrupt && i-- > 0;)
		if (f->frame[i].used && f->frame[i].call == FAULT_RX && f->frame[i].dev == dev)
			frame_put(&f->frame[i]);
	return hyp_forward.wire_listen(hyp, dev, interrupt);
}

static int fault_wire_state(struct hyp *hyp, uint32_t dev, struct hyp_wire_state *state)
{
	const int error = hyp_forward.wire_state(hyp, dev, state);

	if (!error && dev < FAULT_WIRES && is_down(fault_of(hyp), dev))
		state->flags &= ~HYP_WIRE_LINK;
	return error;
}

void fault_frame_ops(struct hyp_ops *ops)
{
	ops->wire_send = fault_wire_send;
	ops->wire_receive = fault_wire_receive;
	ops->wire_listen = fault_wire_listen;
	ops->wire_state = fault_wire_state;
}

/* -- time -- */

static struct fault_frame *next_held(const struct fault *f)
{
	struct fault_frame *next = NULL;

	for (size_t i = 0; i < f->now.frames; i++) {
		struct fault_frame *frame = &f->frame[i];

		if (frame->used && frame->held &&
		    (!next || frame->due < next->due ||
			(frame->due == next->due && frame->order < next->order)))
			next = frame;
	}
	return next;
}

uint64_t fault_frame_due(const struct fault *f)
{
	const struct fault_frame *next = next_held(f);
	uint64_t due = next ? next->due : UINT64_MAX;

	for (uint32_t dev = 0; dev < FAULT_WIRES; dev++) {
		const struct fault_wire *w = &f->now.wire[dev];

		if (w->interrupt && w->call)
			return 0;
		if (w->interrupt && w->down && w->down < due)
			due = w->down;
	}
	return due;
}

void fault_frame_run(struct fault *f)
{
	struct fault_frame *frame;

	while ((frame = next_held(f)) && frame->due <= f->now.clock)
		start(frame);
	for (uint32_t dev = 0; dev < FAULT_WIRES; dev++) {
		struct fault_wire *w = &f->now.wire[dev];

		if (w->down && w->down <= f->now.clock) {
			w->down = 0;
			w->call = true;
		}
		if (!w->call || !w->interrupt)
			continue;
		w->call = false;
		w->interrupt(dev);
	}
}
