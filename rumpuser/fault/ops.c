/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The hypercalls of the layer that are not about requests. */
#include "rumpuser/fault/layer.h"
#include "rumpuser/forward.h"

/* The effect that meets a call without sectors, or NULL. */
static const struct fault_what *meets(struct fault *f, uint32_t call, uint32_t dev, uint64_t len)
{
	const struct fault_event e = { .call = call, .dev = dev, .len = len };
	const struct fault_what *first[2];

	fault_count(f, &e, first);
	return first[0];
}

static int fault_mem_arena(struct hyp *hyp, void **base, uint64_t *len)
{
	const struct fault_what *w = meets(fault_of(hyp), FAULT_ARENA, FAULT_ANY, 0);

	return w ? w->effect->call(w) : hyp_forward.mem_arena(hyp, base, len);
}

static int fault_mem_alias(struct hyp *hyp, void *addr, void *page, uint64_t len)
{
	const struct fault_what *w = meets(fault_of(hyp), FAULT_ALIAS, FAULT_ANY, 0);

	return w ? w->effect->call(w) : hyp_forward.mem_alias(hyp, addr, page, len);
}

static int fault_mem_unalias(struct hyp *hyp, void *addr, uint64_t len)
{
	const struct fault_what *w = meets(fault_of(hyp), FAULT_UNALIAS, FAULT_ANY, 0);

	return w ? w->effect->call(w) : hyp_forward.mem_unalias(hyp, addr, len);
}

static int fault_alloc(struct hyp *hyp, uint32_t kind)
{
	const struct fault_what *w = meets(fault_of(hyp), FAULT_ALLOC_SLAB << kind, FAULT_ANY, 0);

	if (w)
		return w->effect->call(w);
	return hyp->below->ops->alloc ? hyp->below->ops->alloc(hyp->below, kind) : 0;
}

/* The kernel asks for each allocation while there is such a call. */
void fault_want_alloc(struct fault *f)
{
	bool wanted = f->hyp.below && f->hyp.below->ops->alloc;

	for (size_t i = 0; i < f->now.rules; i++)
		wanted |= (f->now.rule[i].calls & FAULT_ALLOC) != 0;
	f->ops.alloc = wanted ? fault_alloc : NULL;
}

uint64_t fault_now(const struct fault *f)
{
	return f->now.clock;
}

uint64_t fault_clock_forward(struct fault *f, uint64_t now, uint64_t ns)
{
	struct hyp *below = f->hyp.below;

	below->ops->clock_wait(below, ns < UINT64_MAX - 1 - now ? now + ns : UINT64_MAX - 1);
	f->now.clock = below->ops->clock_now(below);
	return f->now.clock;
}

void fault_clock_back(struct fault *f, uint64_t now, uint64_t ns)
{
	uint64_t most = now - f->now.back; /* the kernel's time does not fall below 0 */

	f->now.back += ns < most ? ns : most;
}

static uint64_t fault_clock_now(struct hyp *hyp)
{
	struct fault *f = fault_of(hyp);
	const struct fault_what *w;

	f->now.clock = hyp_forward.clock_now(hyp);
	w = meets(f, FAULT_CLOCK, FAULT_ANY, 0);
	if (w)
		f->now.clock = w->effect->clock(f, w, FAULT_CLOCK, f->now.clock);
	return f->now.clock - f->now.back;
}

static uint64_t fault_clock_wall(struct hyp *hyp)
{
	struct fault *f = fault_of(hyp);
	const struct fault_what *w = meets(f, FAULT_WALL, FAULT_ANY, 0);
	uint64_t wall = hyp_forward.clock_wall(hyp);

	return w ? w->effect->clock(f, w, FAULT_WALL, wall) : wall;
}

/* The layer below is asked in any case, so that its generator moves on. */
static void fault_random(struct hyp *hyp, void *buf, uint64_t len)
{
	const struct fault_what *w = meets(fault_of(hyp), FAULT_RANDOM, FAULT_ANY, len);

	hyp_forward.random(hyp, buf, len);
	if (w)
		w->effect->random(w, buf, len);
}

static int fault_disk_geometry(struct hyp *hyp, uint32_t dev, struct hyp_disk_geometry *geometry)
{
	struct fault *f = fault_of(hyp);
	const struct fault_what *w = meets(f, FAULT_GEOMETRY, dev, 0);
	int error = w ? w->effect->call(w) : hyp_forward.disk_geometry(hyp, dev, geometry);

	for (size_t i = f->now.marks; !error && i-- > 0;) {
		const struct fault_mark *m = fault_mark_at(f, i);

		if (m->dev == dev && m->effect->marked_geometry)
			error = m->effect->marked_geometry(f, i, geometry);
	}
	return error;
}

void fault_ops(struct hyp_ops *ops)
{
	ops->mem_arena = fault_mem_arena;
	ops->mem_alias = fault_mem_alias;
	ops->mem_unalias = fault_mem_unalias;
	ops->clock_now = fault_clock_now;
	ops->clock_wait = fault_clock_wait;
	ops->clock_wall = fault_clock_wall;
	ops->random = fault_random;
	ops->disk_geometry = fault_disk_geometry;
	ops->disk_submit = fault_disk_submit;
	fault_frame_ops(ops);
}
