/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Crash states where there are too many to try them all. */
#include <stdio.h>

#include "atf/case.h"
#include "cases/hypercall/logged.h"
#include "harness/crash_states.h"

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

CASE(once, "a state that was one of the cut before does not come again")
{
	const struct crash_bounds bounds = { .torn = CRASH_NOT_TORN };
	struct logged *l = open_writes(6);
	struct disk *d = disk_new(8 * 512);
	struct crash_states *cs = crash_states_open(d, l->trace, 0, &bounds);
	struct crash_state state;
	size_t n[2] = { 0 };

	while (crash_states_next(cs, &state))
		n[state.mark]++;
	REQUIRE_EQ(64, n[0]);
	REQUIRE_EQ(64, n[1]);
	crash_states_close(cs);
	disk_close(d);
	logged_close(l);
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
