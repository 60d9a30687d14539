/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Crash states: opened, moved from one to the other, closed. */
#include <stdlib.h>
#include <string.h>

#include "harness/crash_states_internal.h"

void *crash_alloc(size_t n, size_t size)
{
	void *p = calloc(n, size);

	if (!p)
		harness_failf("crash states: out of memory");
	return p;
}

struct crash_states *crash_states_open(struct disk *d, const struct trace *log, uint32_t dev,
    const struct crash_bounds *bounds)
{
	struct crash_states *cs;
	const char *why;

	if (crash_states_check(d, log, dev, &why))
		harness_failf("crash states of disk %s: %s", d->name, why);
	cs = crash_alloc(1, sizeof(*cs));
	cs->disk = d;
	cs->dev = dev;
	if (bounds)
		cs->bounds = *bounds;
	if (!cs->bounds.subsets)
		cs->bounds.subsets = 64;
	if (!cs->bounds.torn)
		cs->bounds.torn = 2;
	if (cs->bounds.torn == CRASH_NOT_TORN)
		cs->bounds.torn = 0;
	if (!cs->bounds.seed)
		cs->bounds.seed = 1;
	crash_log_read(cs, log);
	crash_disk_open(cs);
	cs->open = crash_alloc(cs->writes + 1, sizeof(*cs->open));
	cs->lost = crash_alloc(cs->writes + 1, sizeof(*cs->lost));
	return cs;
}

static void reset(struct crash_states *cs)
{
	for (size_t i = 0; i < cs->followed; i++)
		crash_disk_have(cs, &cs->write[i], 0);
	cs->at = cs->cut = cs->followed = cs->opens = 0;
}

void crash_states_close(struct crash_states *cs)
{
	reset(cs);
	crash_disk_move(cs);
	for (size_t i = 0; i < cs->cells; i++)
		free(cs->cell[i].before);
	free(cs->cell);
	free(cs->piece);
	free(cs->dirty);
	free(cs->write);
	free(cs->back);
	free(cs->cuts);
	free(cs->open);
	free(cs->lost);
	free(cs);
}

/* True where a write is durable at the cut; it is all there then. */
static bool settle(struct crash_states *cs, size_t write)
{
	struct crash_write *w = &cs->write[write];

	if (w->durable > cs->cut)
		return false;
	crash_disk_have(cs, w, w->len);
	return true;
}

void crash_seek(struct crash_states *cs, size_t cut)
{
	size_t kept = 0;

	if (cut < cs->cut)
		reset(cs);
	cs->cut = cut;
	while (cs->at + 1 < cs->ncuts && cs->cuts[cs->at + 1].cut <= cut)
		cs->at++;
	for (size_t i = 0; i < cs->opens; i++)
		if (!settle(cs, cs->open[i]))
			cs->open[kept++] = cs->open[i];
	cs->opens = kept;
	for (; cs->followed < cs->writes && cs->write[cs->followed].record < cut; cs->followed++)
		if (!settle(cs, cs->followed))
			cs->open[cs->opens++] = cs->followed;
}

uint64_t crash_mark(const struct crash_states *cs)
{
	return cs->cuts[cs->at].mark;
}

size_t crash_newest(const struct crash_states *cs)
{
	return cs->opens && cs->write[cs->open[cs->opens - 1]].record + 1 == cs->cut;
}

void crash_draw(struct crash_states *cs, uint64_t draw, size_t n)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < n; i++, bits >>= 1) {
		if (i % 64 == 0)
			bits = crash_mix(draw + i / 64);
		cs->lost[i] = bits & 1;
	}
}

void crash_go(struct crash_states *cs, const struct crash_pick *pick)
{
	for (size_t i = 0; i < cs->opens; i++) {
		struct crash_write *w = &cs->write[cs->open[i]];

		crash_disk_have(cs, w,
		    cs->lost[i]       ? 0
		    : i == pick->torn ? pick->sectors * 512
				      : w->len);
	}
	crash_disk_move(cs);
}
