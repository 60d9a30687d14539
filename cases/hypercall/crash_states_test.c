/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Crash states of logs made by hand, against a model that tries everything. */
#include <stdio.h>
#include <stdlib.h>

#include "atf/case.h"
#include "cases/hypercall/crash_model.h"
#include "harness/crash_states.h"

#define SECTORS 21ull /* two blocks and a part of one */
#define SEEDS 40      /* of random logs */

static const struct crash_bounds everything = { .subsets = 1 << 16, .torn = SECTORS };

static struct disk *some_disk(uint64_t sectors)
{
	struct disk *d = disk_new(sectors * 512);

	for (uint64_t i = 0; i < d->size; i++)
		d->data[i] = i / 512 % 3 ? i * 31 >> 4 : 0;
	return d;
}

/* Moves through all states; what it found, each state once. */
static struct state_set enumerate(struct disk *d, const struct logged *l,
    const struct crash_bounds *bounds)
{
	struct crash_states *cs = crash_states_open(d, l->trace, 0, bounds);
	struct state_set s = { 0 };
	struct crash_state state;

	while (crash_states_next(cs, &state))
		state_add(&s, state.mark, d->data, d->size);
	crash_states_close(cs);
	state_sort(&s);
	return s;
}

static void require_same(const struct state_set *want, const struct state_set *got, uint64_t seed)
{
	if (want->n != got->n || memcmp(want->item, got->item, want->n * sizeof(*want->item)))
		require_failed(__FILE__, __LINE__,
		    "seed %llu: the model has %zu states, the enumeration %zu, or others",
		    (unsigned long long)seed, want->n, got->n);
}

CASE(model, "the states of any log are those of a model that tries everything")
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct logged *l = logged_open(true);
		struct disk *d = some_disk(SECTORS), *before = some_disk(SECTORS);
		struct state_set want = { 0 }, got;

		logged_anything(l, seed, 14, SECTORS);
		model_states(l, before, &want);
		state_sort(&want);
		got = enumerate(d, l, &everything);
		require_same(&want, &got, seed);
		REQUIRE_MEMEQ(before->data, d->data, d->size);
		free(want.item);
		free(got.item);
		disk_close(before);
		disk_close(d);
		logged_close(l);
	}
}

/* True where some state has this choice. */
static bool is_state(const struct logged *l, const char *choice)
{
	struct disk *d = some_disk(SECTORS);
	struct crash_states *cs = crash_states_open(d, l->trace, 0, NULL);
	struct crash_state state;
	bool found = false;

	while (!found && crash_states_next(cs, &state))
		found = !strcmp(choice, state.choice);
	crash_states_close(cs);
	disk_close(d);
	return found;
}

CASE(flush_under_way, "a flush makes durable only when it is done")
{
	struct logged *l = logged_open(true);

	logged_write(l, 0, 1, 0);
	l->hold = true;
	logged_flush(l);
	logged_write(l, 1, 1, 0);
	logged_finish(l, 1);
	logged_write(l, 2, 1, 0);
	REQUIRE(is_state(l, "cut=3 lost=0"));
	REQUIRE(is_state(l, "cut=4 lost=2"));
	REQUIRE(!is_state(l, "cut=4 lost=0"));
	logged_close(l);
}

CASE(write_under_way, "a flush makes durable only what was done when it was submitted")
{
	struct logged *l = logged_open(true);

	l->hold = true;
	logged_write(l, 0, 1, 0);
	logged_flush(l);
	logged_finish(l, 0);
	logged_finish(l, 1);
	logged_mark(l, 1);
	REQUIRE(is_state(l, "cut=3 lost=0"));
	l->hold = false;
	logged_flush(l);
	logged_mark(l, 2);
	REQUIRE(is_state(l, "cut=5"));
	REQUIRE(!is_state(l, "cut=5 lost=0"));
	logged_close(l);
}

/* Pairs of a hash and what it should be a hash of. */
struct pair {
	uint64_t hash, content;
};

static int by_hash(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static int by_content(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	return x->content < y->content ? -1 : x->content > y->content;
}

CASE(hash, "equal contents have equal hashes, others have others")
{
	struct logged *l = logged_open(true);
	struct disk *d = some_disk(SECTORS);
	struct crash_states *cs;
	struct crash_state state;
	static struct pair pair[20000];
	size_t n = 0, equal = 0;

	logged_anything(l, 8, 16, SECTORS);
	cs = crash_states_open(d, l->trace, 0, &everything);
	while (n < 20000 && crash_states_next(cs, &state))
		pair[n++] = (struct pair){ state.hash, disk_hash(d) };
	crash_states_close(cs);
	REQUIRE(n > 100);
	qsort(pair, n, sizeof(*pair), by_hash);
	for (size_t i = 1; i < n; i++)
		if (pair[i].hash == pair[i - 1].hash)
			REQUIRE_EQ(pair[i].content, pair[i - 1].content);
	qsort(pair, n, sizeof(*pair), by_content);
	for (size_t i = 1; i < n; i++) {
		equal += pair[i].content == pair[i - 1].content;
		if (pair[i].content == pair[i - 1].content)
			REQUIRE_EQ(pair[i].hash, pair[i - 1].hash);
	}
	REQUIRE(equal > 0);
	logged_close(l);
	disk_close(d);
}

CASE(choice, "a choice gives the state again, at any time, in any order")
{
	enum { MOST = 4000 };
	static struct crash_state state[MOST];
	static uint64_t content[MOST];
	size_t n = 0, in_order = 0;

	for (uint64_t seed = 40; seed < 50; seed++) {
		struct logged *l = logged_open(true);
		struct disk *d = some_disk(SECTORS);
		struct crash_states *cs = crash_states_open(d, l->trace, 0, NULL), *again;
		struct crash_state got;
		const char *why;

		crash_states_close(cs);
		logged_anything(l, seed, 30, SECTORS);
		cs = crash_states_open(d, l->trace, 0, NULL);
		for (n = 0; n < MOST && crash_states_next(cs, &state[n]); n++)
			content[n] = disk_hash(d);
		crash_states_close(cs);
		again = crash_states_open(d, l->trace, 0, NULL);
		for (size_t i = 0; i < n; i++) {
			const size_t j = i * 7919 % n;

			REQUIRE_EQ(0, crash_states_choose(again, state[j].choice, &got, &why));
			REQUIRE_EQ(content[j], disk_hash(d));
			REQUIRE_EQ(state[j].hash, got.hash);
			REQUIRE_EQ(state[j].mark, got.mark);
			REQUIRE_STREQ(state[j].choice, got.choice);
			if (i % 5 || in_order == n || !crash_states_next(again, &got))
				continue;
			/* A choice between does not change what comes next. */
			REQUIRE_STREQ(state[i / 5].choice, got.choice);
			REQUIRE_EQ(content[i / 5], disk_hash(d));
		}
		crash_states_close(again);
		logged_close(l);
		disk_close(d);
	}
}

CASE(rewind, "what is written to a state and taken back does not stay")
{
	struct logged *l = logged_open(true);
	struct disk *d = some_disk(SECTORS), *spoilt = some_disk(SECTORS);
	struct crash_states *cs, *with;
	struct crash_state state, same;
	uint8_t junk[3 * 512];

	memset(junk, 0xee, sizeof(junk));
	logged_anything(l, 77, 20, SECTORS);
	cs = crash_states_open(d, l->trace, 0, NULL);
	with = crash_states_open(spoilt, l->trace, 0, NULL);
	while (crash_states_next(cs, &state)) {
		REQUIRE(crash_states_next(with, &same));
		REQUIRE_MEMEQ(d->data, spoilt->data, d->size);
		disk_mark(spoilt);
		disk_write(spoilt, state.hash % (SECTORS - 3) * 512, junk, sizeof(junk));
		disk_rewind(spoilt);
	}
	crash_states_close(cs);
	crash_states_close(with);
	REQUIRE_MEMEQ(d->data, spoilt->data, d->size);
	logged_close(l);
	disk_close(d);
	disk_close(spoilt);
}

/* -- what is refused -- */

static void require_no_states(const struct logged *l, uint64_t sectors, const char *want)
{
	struct disk *d = disk_new(sectors * 512);
	const char *why;

	REQUIRE_EQ(-EINVAL, crash_states_check(d, l->trace, 0, &why));
	REQUIRE_STREQ(want, why);
	disk_close(d);
}

CASE(wrong_logs, "a log without data, without its begin, or of a larger disk is refused")
{
	struct logged *l = logged_open(false), *all = logged_open(true);
	struct disk *d = disk_new(8 * 512);
	const char *why;

	logged_write(l, 3, 1, 0);
	require_no_states(l, 8,
	    "record 0 of the log: a write without data; expected a trace that keeps them");
	for (uint64_t i = 0; i < TRACE_LAST; i++)
		logged_write(l, 3, 1, 0);
	require_no_states(l, 8, "the log begins with record 1; expected all from 0 on");
	logged_write(all, 3, 6, 0);
	REQUIRE_EQ(0, crash_states_check(d, all->trace, 1, &why));
	require_no_states(all, 8,
	    "record 0 of the log: 3072 bytes at sector 3; expected whole sectors below 8");
	disk_close(d);
	logged_close(all);
	logged_close(l);
}

CASE(failed_outside, "a write that failed because the disk is smaller is no state")
{
	struct logged *l = logged_open(true);
	struct disk *d = disk_new(8 * 512);
	struct crash_states *cs;
	struct crash_state state;

	l->error = -EIO;
	logged_write(l, 7, 2, 0);
	cs = crash_states_open(d, l->trace, 0, NULL);
	REQUIRE(crash_states_next(cs, &state));
	REQUIRE_STREQ("cut=0", state.choice);
	REQUIRE(!crash_states_next(cs, &state));
	crash_states_close(cs);
	disk_close(d);
	logged_close(l);
}

CASE(taken_back, "a cut in what a restore took back is refused")
{
	struct logged *l = logged_open(true);
	struct disk *d = some_disk(SECTORS);
	struct crash_states *cs;
	struct crash_state state;
	const char *why;

	logged_write(l, 0, 1, 0);
	logged_snapshot(l);
	logged_write(l, 1, 1, 0);
	logged_restore(l);
	logged_write(l, 2, 1, 0);
	cs = crash_states_open(d, l->trace, 0, NULL);
	REQUIRE_EQ(-EINVAL, crash_states_choose(cs, "cut=3", &state, &why));
	REQUIRE_STREQ("choice 'cut=3': cut=3: the restore of record 3 took that back", why);
	REQUIRE_EQ(-EINVAL, crash_states_choose(cs, "cut=5 lost=2", &state, &why));
	REQUIRE_STREQ("choice 'cut=5 lost=2': record 2 is no write that can be lost at cut 5", why);
	REQUIRE_EQ(0, crash_states_choose(cs, "cut=5 lost=0,4", &state, &why));
	crash_states_close(cs);
	disk_close(d);
	logged_close(l);
}
