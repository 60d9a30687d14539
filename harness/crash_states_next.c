/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The order in which states come: cut by cut; of each cut subset by subset, of
 * which neighbours differ by little; of each subset whole, then torn.
 */
#include <string.h>

#include "harness/crash_states_internal.h"

/* -- the subsets of the writes that may be lost -- */

/* A sample: all kept, all lost, each one lost, the first 1 .. n - 2 kept, drawn. */
static uint64_t always(size_t n)
{
	return n < 2 ? n + 1 : 2 + n + (n - 2);
}

static void count_subsets(struct crash_states *cs, size_t n)
{
	cs->exact = n < 32 && 1ull << n <= cs->bounds.subsets;
	if (cs->exact)
		cs->subsets = 1ull << n;
	else
		cs->subsets = always(n) > cs->bounds.subsets ? always(n) : cs->bounds.subsets;
}

static void subset(struct crash_states *cs, size_t n, uint64_t s, struct crash_pick *pick)
{
	const uint64_t gray = s ^ s >> 1; /* one bit changes from one to the next */

	for (size_t i = 0; cs->exact && i < n; i++)
		cs->lost[i] = gray >> i & 1;
	if (cs->exact)
		return;
	if (s >= always(n)) {
		pick->draw = crash_mix(cs->bounds.seed + crash_mix(cs->cut)) + s;
		crash_draw(cs, pick->draw, n);
		return;
	}
	for (size_t i = 0; i < n; i++)
		cs->lost[i] =
		    s == 1 || (s >= 2 && s < n + 2 && i == s - 2) || (s >= n + 2 && i >= s - n - 1);
}

/* -- tears -- */

/* The ways to tear a write; the first and the last sector are where a header and a
 * checksum are, so these are told from the rest before others are. */
static uint64_t ways(const struct crash_states *cs, const struct crash_write *w)
{
	const uint64_t sectors = w->len / 512;

	return sectors - 1 < cs->bounds.torn ? sectors - 1 : cs->bounds.torn;
}

static uint64_t tear(const struct crash_states *cs, const struct crash_write *w, uint64_t s,
    uint64_t way)
{
	const uint64_t last = w->len / 512 - 1, n = ways(cs, w);

	if (n == 1)
		return 1 + crash_mix(cs->bounds.seed + crash_mix(cs->cut) + s) % last;
	return 1 + way * (last - 1) / (n - 1);
}

/* True where a write that came after open[i] is durable. */
static bool older_than_durable(const struct crash_states *cs, size_t i)
{
	return cs->followed - cs->open[i] != cs->opens - i;
}

/* The last write that is there; false: none is, or it can not be torn so. */
static bool tear_last(const struct crash_states *cs, uint64_t s, uint64_t way,
    struct crash_pick *pick)
{
	for (size_t i = cs->opens; i-- > 0;) {
		const struct crash_write *w = &cs->write[cs->open[i]];

		if (cs->lost[i])
			continue;
		if (older_than_durable(cs, i) || way >= ways(cs, w))
			return false;
		pick->torn = i;
		pick->sectors = tear(cs, w, s, way);
		return true;
	}
	return false;
}

/* -- the states of one cut -- */

/* How many states this cut may have, so that all have their share. */
static uint64_t share(const struct crash_states *cs)
{
	const unsigned __int128 all = cs->bounds.states;
	const uint64_t so_far = all * (cs->next + 1) / cs->ncuts;

	if (!cs->bounds.states)
		return UINT64_MAX;
	return so_far > cs->emitted ? so_far - cs->emitted : 0;
}

static void begin_cut(struct crash_states *cs)
{
	size_t n;

	crash_seek(cs, cs->cuts[cs->next].cut);
	n = cs->opens - crash_newest(cs);
	count_subsets(cs, n);
	cs->items = cs->subsets * (1 + cs->bounds.torn);
	cs->wanted = share(cs);
	if (cs->wanted > cs->items)
		cs->wanted = cs->items;
}

/* Chooses a subset and a tear: false, where there is no such tear. */
static bool pick_item(struct crash_states *cs, uint64_t item, struct crash_pick *pick)
{
	const uint64_t s = item / (1 + cs->bounds.torn), way = item % (1 + cs->bounds.torn);
	const size_t n = cs->opens - crash_newest(cs);

	*pick = (struct crash_pick){ .torn = NEVER };
	subset(cs, n, s, pick);
	if (crash_newest(cs))
		cs->lost[n] = false;
	return !way || tear_last(cs, s, way - 1, pick);
}

/* The next item of this cut: each, or with bounds so many at equal distances. */
static bool next_item(struct crash_states *cs, struct crash_pick *pick)
{
	while (cs->item < cs->wanted) {
		const unsigned __int128 at = (unsigned __int128)cs->item++ * cs->items;

		if (pick_item(cs, at / cs->wanted, pick))
			return true;
	}
	return false;
}

static void describe(const struct crash_states *cs, const struct crash_pick *pick,
    struct crash_state *state)
{
	state->cut = cs->cut;
	state->mark = crash_mark(cs);
	state->hash = cs->hash;
	crash_choice_print(cs, pick, state->choice);
}

bool crash_states_next(struct crash_states *cs, struct crash_state *state)
{
	struct crash_pick pick;

	for (; cs->next < cs->ncuts; cs->next++, cs->item = 0) {
		if (!cs->item)
			begin_cut(cs);
		else
			crash_seek(cs, cs->cuts[cs->next].cut);
		if (!next_item(cs, &pick))
			continue;
		crash_go(cs, &pick);
		describe(cs, &pick, state);
		cs->emitted++;
		return true;
	}
	return false;
}

/* -- choices by text -- */

int crash_states_choose(struct crash_states *cs, const char *choice, struct crash_state *state,
    const char **why)
{
	struct crash_pick pick = { .torn = NEVER };
	const int error = crash_choice_parse(cs, choice, &pick, why);

	if (error)
		return error;
	crash_go(cs, &pick);
	describe(cs, &pick, state);
	return 0;
}
