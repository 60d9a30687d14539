/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "cases/hypercall/logged.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "rumpuser/forward.h"

static void note(struct logged *l, enum logged_event event, size_t request, uint64_t mark)
{
	if (l->events == LOGGED_MAX)
		abort();
	l->event[l->events].event = event;
	l->event[l->events].request = request;
	l->event[l->events++].mark = mark;
}

/* -- the base -- */

static uint64_t base_clock_now(struct hyp *hyp)
{
	return ((struct logged *)hyp)->clock += 3;
}

static void base_clock_wait(struct hyp *hyp, uint64_t until)
{
	((struct logged *)hyp)->clock = until;
}

static void base_random(struct hyp *hyp, void *buf, uint64_t len)
{
	(void)hyp;
	memset(buf, 7, len);
}

static int base_disk_geometry(struct hyp *hyp, uint32_t dev, struct hyp_disk_geometry *geometry)
{
	(void)hyp;
	*geometry = (struct hyp_disk_geometry){ .sectors = 64 };
	return dev ? -ENODEV : 0;
}

static void finish(struct logged *l, size_t i)
{
	struct hyp_disk_req *below = l->request[i].below;

	l->request[i].below = NULL;
	note(l, LOGGED_DONE, i, 0);
	below->done(below);
}

static void base_disk_submit(struct hyp *hyp, uint32_t dev, struct hyp_disk_req *req)
{
	struct logged *l = (struct logged *)hyp;
	const size_t i = l->requests - 1;

	(void)dev;
	req->error = l->error;
	l->request[i].below = req;
	note(l, LOGGED_SUBMIT, i, 0);
	if (!l->hold)
		finish(l, i);
}

struct logged *logged_open(bool all)
{
	struct logged *l = calloc(1, sizeof(*l));

	if (!l)
		abort();
	l->ops = (struct hyp_ops){
		.version = HYP_VERSION,
		.size = sizeof(struct hyp_ops),
		.clock_now = base_clock_now,
		.clock_wait = base_clock_wait,
		.random = base_random,
		.disk_geometry = base_disk_geometry,
		.disk_submit = base_disk_submit,
	};
	l->hyp.ops = &l->ops;
	l->trace = trace_open(all);
	if (!l->trace)
		abort();
	l->top = trace_stack(l->trace, &l->hyp);
	return l;
}

void logged_close(struct logged *l)
{
	for (size_t i = 0; i < l->requests; i++) {
		if (l->request[i].below)
			finish(l, i);
		free(l->request[i].seg[0].base);
	}
	trace_close(l->trace);
	free(l);
}

/* -- requests -- */

static void reported(struct hyp_disk_req *req)
{
	((struct logged_request *)req)->reported = true;
}

static struct logged_request *request(struct logged *l, uint32_t op, uint64_t sector,
    uint64_t sectors)
{
	struct logged_request *r = &l->request[l->requests++];

	if (l->requests > LOGGED_MAX)
		abort();
	r->req = (struct hyp_disk_req){
		.op = op,
		.sector = sector,
		.len = sectors * HYP_SECTOR,
		.done = reported,
	};
	return r;
}

static void submit(struct logged *l, struct logged_request *r)
{
	l->top->ops->clock_now(l->top);
	l->top->ops->disk_submit(l->top, 0, &r->req);
}

/* Two segments where there are two sectors or more. */
static void segments(struct logged_request *r)
{
	const uint64_t len = r->req.len, first = len > HYP_SECTOR ? len - HYP_SECTOR : len;
	uint8_t *data = calloc(1, len);

	if (!data)
		abort();
	r->seg[0] = (struct hyp_seg){ data, first };
	r->seg[1] = (struct hyp_seg){ data + first, len - first };
	r->req.seg = r->seg;
	r->req.nseg = len > first ? 2 : 1;
}

void logged_write(struct logged *l, uint64_t sector, uint64_t sectors, uint32_t flags)
{
	struct logged_request *r = request(l, HYP_DISK_WRITE, sector, sectors);

	segments(r);
	for (uint64_t i = 0; i < r->req.len; i += 8) {
		const uint64_t value = (l->requests << 32) + i + 1;

		memcpy((uint8_t *)r->seg[0].base + i, &value, 8);
	}
	r->req.flags = flags;
	submit(l, r);
}

void logged_discard(struct logged *l, uint64_t sector, uint64_t sectors)
{
	submit(l, request(l, HYP_DISK_DISCARD, sector, sectors));
}

void logged_read(struct logged *l, uint64_t sector, uint64_t sectors)
{
	struct logged_request *r = request(l, HYP_DISK_READ, sector, sectors);

	segments(r);
	submit(l, r);
}

void logged_flush(struct logged *l)
{
	submit(l, request(l, HYP_DISK_FLUSH, 0, 0));
}

void logged_finish(struct logged *l, size_t i)
{
	if (l->request[i].below)
		finish(l, i);
}

void logged_mark(struct logged *l, uint64_t number)
{
	trace_mark(l->trace, number);
	note(l, LOGGED_MARK, 0, number);
}

void logged_snapshot(struct logged *l)
{
	trace_snapshot(l->trace);
	note(l, LOGGED_SNAPSHOT, 0, 0);
}

void logged_restore(struct logged *l)
{
	trace_restored(l->trace);
	note(l, LOGGED_RESTORE, 0, 0);
}

/* -- anything -- */

static uint64_t below(uint64_t *seed, uint64_t n)
{
	*seed = *seed * 6364136223846793005 + 1442695040888963407;
	return (*seed >> 33) % n;
}

static void some_request(struct logged *l, uint64_t *seed, uint64_t sectors)
{
	const uint64_t n = 1 + below(seed, sectors / 3), at = below(seed, sectors - n + 1);

	l->hold = !below(seed, 4);
	l->error = below(seed, 12) ? 0 : -EIO;
	switch (below(seed, 10)) {
	case 0:
	case 1:
		logged_flush(l);
		break;
	case 2:
		logged_discard(l, at, n);
		break;
	case 3:
		logged_write(l, at, n, HYP_DISK_FUA);
		break;
	default:
		logged_write(l, at, n, 0);
	}
}

void logged_anything(struct logged *l, uint64_t seed, size_t events, uint64_t sectors)
{
	for (size_t i = 0; i < events; i++) {
		const uint64_t what = below(&seed, 24);

		if (what == 0)
			logged_snapshot(l);
		else if (what == 1)
			logged_restore(l);
		else if (what < 5)
			logged_mark(l, i + 1);
		else if (what < 9 && l->requests)
			logged_finish(l, below(&seed, l->requests));
		else
			some_request(l, &seed, sectors);
	}
	l->hold = false;
	l->error = 0;
}
