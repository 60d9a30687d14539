/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Which rounds a sweep chooses. */
#include <stdio.h>

#include "atf/case.h"
#include "harness/sweep_internal.h"

static struct sweep_plan plan_of(const struct sweep *s, uint64_t reads, uint64_t writes)
{
	struct sweep_plan p;

	sweep_plan_open(&p, s);
	p.seen[0] = reads;
	p.seen[1] = writes;
	p.calls = 60;
	sweep_plan_make(&p);
	return p;
}

static void require_text(const struct sweep_plan *p, uint64_t round, const char *want)
{
	char text[SWEEP_TEXT];

	sweep_plan_text(p, round, text);
	REQUIRE_STREQ(want, text);
}

CASE(all, "without a bound each occurrence is there, once and for ever")
{
	const struct sweep s = { .fault = { "read:%=EIO", "alloc[kind=page]:%+9=ENOMEM" } };
	const struct sweep_plan p = plan_of(&s, 2, 3);

	REQUIRE_EQ(10, p.rounds);
	require_text(&p, 0, "read:1=EIO");
	require_text(&p, 1, "read:2=EIO");
	require_text(&p, 2, "read:1..=EIO");
	require_text(&p, 3, "read:2..=EIO");
	require_text(&p, 4, "alloc[kind=page]:1=ENOMEM");
	require_text(&p, 6, "alloc[kind=page]:3=ENOMEM");
	require_text(&p, 7, "alloc[kind=page]:1..10=ENOMEM");
	require_text(&p, 9, "alloc[kind=page]:3..12=ENOMEM");
}

CASE(none, "a fault that can not happen has no rounds, and is in no pair")
{
	const struct sweep s = { .fault = { "read:%=EIO", "write:%=EIO" }, .pairs = 20 };
	struct sweep_plan p = plan_of(&s, 0, 4);
	char text[SWEEP_TEXT];

	REQUIRE_EQ(28, p.rounds);
	for (uint64_t i = 0; i < p.rounds; i++) {
		sweep_plan_text(&p, i, text);
		REQUIRE(!strstr(text, "read"));
	}
	p = plan_of(&s, 0, 0);
	REQUIRE_EQ(0, p.rounds);
}

CASE(sample, "with a bound, one occurrence of each equal part, by the seed")
{
	struct sweep s = { .fault = { "read:%=EIO" }, .rounds = 10 };
	struct sweep_plan p = plan_of(&s, 1003, 0);
	unsigned long long nth, other[10];
	unsigned differ = 0;
	char text[SWEEP_TEXT];

	REQUIRE_EQ(20, p.rounds);
	for (uint64_t i = 0; i < 10; i++) {
		sweep_plan_text(&p, i, text);
		REQUIRE_EQ(1, sscanf(text, "read:%llu=EIO", &nth));
		REQUIRE(nth > i * 1003 / 10 && nth <= (i + 1) * 1003 / 10);
		other[i] = nth;
	}
	s.seed = 2;
	for (uint64_t i = 0; i < 10; i++) {
		sweep_plan_text(&p, i, text);
		REQUIRE_EQ(1, sscanf(text, "read:%llu=EIO", &nth));
		differ += nth != other[i];
	}
	REQUIRE(differ > 5);
}

CASE(calls, "a body that makes more calls has fewer rounds, but not none")
{
	struct sweep s = { .fault = { "read:%=EIO", "write:%=EIO" }, .calls = 10000, .pairs = 50 };
	struct sweep_plan p = plan_of(&s, 200, 10);

	REQUIRE(p.rounds <= 100 && p.rounds > 70); /* of 60 calls and some */
	REQUIRE_EQ(12, p.pairs);
	REQUIRE_EQ(10, p.part[1]);
	s.calls = 1;
	p = plan_of(&s, 200, 10);
	REQUIRE_EQ(0, p.pairs);
	REQUIRE(p.part[0] > 0 && p.part[0] <= 4);
}

CASE(pairs, "pairs are as many as asked for, different, and the same for a seed")
{
	struct sweep s = { .fault = { "read:%=EIO", "write:%=EIO" }, .pairs = 200 };
	struct sweep_plan p = plan_of(&s, 5, 1), again = plan_of(&s, 5, 1);
	char a[SWEEP_TEXT], b[SWEEP_TEXT];
	unsigned differ = 0;

	REQUIRE_EQ(200, p.pairs);
	REQUIRE_EQ(212, p.rounds);
	for (uint64_t i = 12; i < 212; i++) {
		const char *second;

		sweep_plan_text(&p, i, a);
		sweep_plan_text(&again, i, b);
		REQUIRE_STREQ(a, b);
		second = strstr(a, "; ");
		REQUIRE(second);
		REQUIRE(strncmp(a, second + 2, second - a) != 0);
	}
	s.seed = 7;
	for (uint64_t i = 12; i < 212; i++) {
		sweep_plan_text(&p, i, a);
		s.seed = 8;
		sweep_plan_text(&p, i, b);
		s.seed = 7;
		differ += strcmp(a, b) != 0;
	}
	REQUIRE(differ > 100);
}
