/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Counts calls and says which faults they meet. */
#include <stdio.h>
#include <string.h>

#include "rumpuser/fault/layer.h"

static bool occurs(const struct fault_rule *r, uint64_t nth)
{
	return nth >= r->first && nth <= r->last && (nth - r->first) % r->every == 0;
}

static bool same_filter(const struct fault_rule *a, const struct fault_rule *b)
{
	return a->calls == b->calls && a->dev == b->dev && a->sector == b->sector &&
	       a->sector_end == b->sector_end && !memcmp(&a->match, &b->match, sizeof(a->match));
}

/* Both count the same calls, so they meet where their numbers do. */
bool fault_contradict(const struct fault_rule *a, const struct fault_rule *b)
{
	uint64_t from = a->first > b->first ? a->first : b->first;
	uint64_t nth, tries = b->every;

	if (!same_filter(a, b) || a->what.effect->timing != b->what.effect->timing)
		return false;
	nth = a->first + (from - a->first + a->every - 1) / a->every * a->every;
	/* After b->every steps of a the remainders come again. */
	for (; tries && nth <= a->last && nth <= b->last; tries--, nth += a->every)
		if (occurs(b, nth))
			return true;
	return false;
}

static bool matches(const struct fault_rule *r, const struct fault_event *e)
{
	if (!(r->calls & e->call) || (r->dev != FAULT_ANY && r->dev != e->dev))
		return false;
	if (e->frame)
		return fault_match(&r->match, e->frame, e->len);
	if (r->sector == 0 && r->sector_end == UINT64_MAX)
		return true;
	return e->len && e->sector <= r->sector_end &&
	       e->sector + (e->len - 1) / HYP_SECTOR >= r->sector;
}

__attribute__((noinline)) void fault_fired(const struct fault_shot *shot)
{
	__asm__ volatile("" : : "r"(shot) : "memory");
}

static void fire(struct fault *f, struct fault_rule *r, const struct fault_event *e)
{
	struct fault_shot shot = {
		.nth = r->seen,
		.call = e->call,
		.dev = e->dev,
		.sector = e->sector,
		.len = e->len,
		.clock = fault_now(f),
	};

	memcpy(shot.text, r->text, sizeof(shot.text));
	r->hits++;
	if (f->now.shots < FAULT_SHOTS)
		f->now.shot[f->now.shots] = shot;
	f->now.shots++;
	if (f->fired)
		f->fired(f->arg, &shot);
	fault_fired(&shot);
}

void fault_count(struct fault *f, const struct fault_event *e, const struct fault_what *first[2])
{
	first[0] = first[1] = NULL;
	for (size_t i = 0; i < f->now.rules; i++) {
		struct fault_rule *r = &f->now.rule[i];
		const struct fault_what **slot = &first[r->what.effect->timing];

		if (!matches(r, e) || !occurs(r, ++r->seen) || *slot)
			continue;
		*slot = &r->what;
		fire(f, r, e);
	}
}

void fault_shot_line(const struct fault_shot *s, char *buf, size_t len)
{
	const char *const device = s->call & FAULT_FRAME ? "wire" : "disk";
	int n = snprintf(buf, len, "%s: occurrence %llu, %s", s->text, (unsigned long long)s->nth,
	    fault_call_name(s->call));

	if (n > 0 && (size_t)n < len && s->dev != FAULT_ANY)
		n += snprintf(buf + n, len - n, " of %s %u", device, s->dev);
	if (n > 0 && (size_t)n < len && (s->call & FAULT_FRAME))
		n += snprintf(buf + n, len - n, ", %llu bytes", (unsigned long long)s->len);
	else if (n > 0 && (size_t)n < len && s->dev != FAULT_ANY && s->len)
		n += snprintf(buf + n, len - n, ", %llu bytes at sector %llu",
		    (unsigned long long)s->len, (unsigned long long)s->sector);
	if (n > 0 && (size_t)n < len)
		snprintf(buf + n, len - n, ", at %llu.%09llu s",
		    (unsigned long long)(s->clock / 1000000000),
		    (unsigned long long)(s->clock % 1000000000));
}
