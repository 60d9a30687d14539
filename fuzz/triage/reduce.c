/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <string.h>

#include "fuzz/triage/reduce.h"

bool reduce_try(struct reducer *r, const struct input *next)
{
	if (r->tries >= r->tries_max)
		return false;
	r->tries++;
	if (!r->same(r->arg, next))
		return false;
	r->best = *next;
	return true;
}

bool reduce_runs(struct reducer *r, uint32_t (*count)(const struct input *, uint32_t),
    bool (*without)(struct input *, uint32_t, uint32_t, uint32_t), uint32_t which)
{
	static struct input next;
	bool any = false;

	for (uint32_t run = count(&r->best, which); run; run /= 2) {
		for (uint32_t at = 0; at < count(&r->best, which);) {
			const uint32_t n = count(&r->best, which);

			next = r->best;
			if (without(&next, which, at, at + run < n ? at + run : n) &&
			    reduce_try(r, &next))
				any = true;
			else
				at += run;
		}
	}
	return any;
}

static bool reduce_choices(struct reducer *r)
{
	struct input next = r->best;
	bool any = false;

	next.option = 0;
	if (r->best.option)
		any |= reduce_try(r, &next);
	next = r->best;
	next.flags = 0;
	if (r->best.flags)
		any |= reduce_try(r, &next);
	return any;
}

void reduce(struct reducer *r)
{
	bool any;

	do {
		any = reduce_patches(r);
		any |= reduce_program(r);
		any |= reduce_faults(r);
		any |= reduce_choices(r);
	} while (any);
}
