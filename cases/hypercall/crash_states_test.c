/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Crash states of logs made by hand, against a model that tries everything. */
#include <stdio.h>
#include <stdlib.h>

#include "atf/case.h"
#include "cases/hypercall/crash_model.h"
#include "harness/crash_states.h"

#define SECTORS 21ull /* two blocks and a part of one */

#define SEEDS 40      /* of random logs; 300 of them agreed with the model */

#define EVERYTHING                                  \
	&(struct crash_bounds)                      \
	{                                           \
		.subsets = 1 << 16, .torn = SECTORS \
	}

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
		got = enumerate(d, l, EVERYTHING);
		require_same(&want, &got, seed);
		REQUIRE_MEMEQ(before->data, d->data, d->size);
		free(want.item);
		free(got.item);
		disk_close(before);
		disk_close(d);
		logged_close(l);
	}
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
	cs = crash_states_open(d, l->trace, 0, EVERYTHING);
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

/* -- samples and bounds -- */

static struct logged *open_writes(size_t n)
{
	struct logged *l = logged_open(true);

	for (size_t i = 0; i < n; i++)
		logged_write(l, i, 1, 0);
	logged_mark(l, 1);
	return l;
}

/* True where some state of the last cut has this choice. */
static bool has_choice(struct crash_states *cs, const char *choice)
{
	struct crash_state state;

	while (crash_states_next(cs, &state))
		if (!strcmp(choice, state.choice))
			return true;
	return false;
}

CASE(sample, "a sample has none lost, all lost, each one lost, only the first kept")
{
	static const char *const choices[] = { "cut=21", "cut=21 lost=0-19", "cut=21 lost=0",
		"cut=21 lost=7", "cut=21 lost=19", "cut=21 lost=1-19", "cut=21 lost=9-19",
		"cut=21 lost=18-19" };
	const struct crash_bounds bounds = { .subsets = 8 };
	struct logged *l = open_writes(20);

	for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++) {
		struct disk *d = disk_new(32 * 512);
		struct crash_states *cs = crash_states_open(d, l->trace, 0, &bounds);

		if (!has_choice(cs, choices[i]))
			require_failed(__FILE__, __LINE__, "no state %s", choices[i]);
		crash_states_close(cs);
		disk_close(d);
	}
	logged_close(l);
}

CASE(draw, "a list that is too long for a choice is told by a number")
{
	struct logged *l = open_writes(400); /* each second one lost: no list fits */
	struct disk *d = disk_new(400 * 512);
	const struct crash_bounds bounds = { .subsets = 1000, .states = 2000 };
	struct crash_states *cs = crash_states_open(d, l->trace, 0, &bounds);
	struct crash_state state, got;
	uint64_t drawn = 0, content;
	const char *why;

	while (drawn < 50 && crash_states_next(cs, &state)) {
		if (!strstr(state.choice, "draw="))
			continue;
		drawn++;
		content = disk_hash(d);
		REQUIRE_EQ(0, crash_states_choose(cs, "cut=3", &got, &why));
		REQUIRE(content != disk_hash(d));
		REQUIRE_EQ(0, crash_states_choose(cs, state.choice, &got, &why));
		REQUIRE_EQ(content, disk_hash(d));
		REQUIRE_STREQ(state.choice, got.choice);
	}
	REQUIRE_EQ(50, drawn);
	crash_states_close(cs);
	disk_close(d);
	logged_close(l);
}

CASE(bounds, "so many states at most, of each cut some")
{
	struct logged *l = open_writes(30);
	struct disk *d = disk_new(64 * 512);
	const struct crash_bounds bounds = { .states = 100 };
	struct crash_states *cs = crash_states_open(d, l->trace, 0, &bounds);
	struct crash_state state;
	size_t n = 0, of_cut[32] = { 0 };

	while (crash_states_next(cs, &state)) {
		of_cut[state.cut]++;
		n++;
	}
	REQUIRE(n <= 100);
	REQUIRE(n >= 90);
	for (size_t i = 0; i < 32; i++)
		REQUIRE(of_cut[i] > 0);
	crash_states_close(cs);
	disk_close(d);
	logged_close(l);
}

static void texts(struct logged *l, uint64_t seed, char *to, size_t len)
{
	const struct crash_bounds bounds = { .subsets = 40, .seed = seed };
	struct disk *d = disk_new(64 * 512);
	struct crash_states *cs = crash_states_open(d, l->trace, 0, &bounds);
	struct crash_state state;
	size_t used = 0;

	while (crash_states_next(cs, &state) && used < len)
		used += snprintf(to + used, len - used, "%s\n", state.choice);
	crash_states_close(cs);
	disk_close(d);
}

CASE(seed, "the order is that of the seed")
{
	static char one[200000], again[200000], other[200000];
	struct logged *l = open_writes(12);

	texts(l, 1, one, sizeof(one));
	texts(l, 1, again, sizeof(again));
	texts(l, 2, other, sizeof(other));
	REQUIRE_STREQ(one, again);
	REQUIRE(strcmp(one, other) != 0);
	logged_close(l);
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
