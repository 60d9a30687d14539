/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The device goes away: this and all requests to it give ENODEV, for a time or
 * for ever.  It may come back smaller, or read-only.
 */
#include <errno.h>

#include "rumpuser/fault/effect.h"

enum { TIME, SIZE, RO };

static void go(struct fault_io *io, const struct fault_what *w)
{
	int64_t now = fault_now(io->fault), away = w->arg[TIME];
	const struct fault_mark mark = {
		.effect = w->effect,
		.dev = io->dev,
		.sector_end = UINT64_MAX,
		.arg = {
			[TIME] = away < INT64_MAX - now ? now + away : INT64_MAX,
			[SIZE] = w->arg[SIZE] / HYP_SECTOR,
			[RO] = w->arg[RO],
		},
	};

	fault_mark_add(io->fault, &mark);
	fault_io_finish(io, -ENODEV);
}

static bool away(struct fault *f, const struct fault_mark *m)
{
	return fault_now(f) < (uint64_t)m->arg[TIME];
}

static int after_it_went(struct fault *f, size_t i, const struct hyp_disk_req *req)
{
	const struct fault_mark *m = fault_mark_at(f, i);

	if (away(f, m))
		return -ENODEV;
	if (m->arg[SIZE] && req->len &&
	    req->sector + req->len / HYP_SECTOR > (uint64_t)m->arg[SIZE])
		return -EIO;
	if (m->arg[RO] && (req->op == HYP_DISK_WRITE || req->op == HYP_DISK_DISCARD))
		return -EROFS;
	return 0;
}

static int geometry_after(struct fault *f, size_t i, struct hyp_disk_geometry *g)
{
	const struct fault_mark *m = fault_mark_at(f, i);

	if (away(f, m))
		return -ENODEV;
	if (m->arg[SIZE] && g->sectors > (uint64_t)m->arg[SIZE])
		g->sectors = m->arg[SIZE];
	if (m->arg[RO])
		g->flags |= HYP_DISK_RDONLY;
	return 0;
}

FAULT_EFFECT(gone, .calls = FAULT_DISK,
    .arg = { { .name = "time", .kind = FAULT_ARG_TIME, .initial = INT64_MAX },
	{ .name = "size", .kind = FAULT_ARG_BYTES, .unit = HYP_SECTOR },
	{ .name = "ro", .kind = FAULT_ARG_FLAG } },
    .disk = go, .marked = after_it_went, .marked_geometry = geometry_after);
