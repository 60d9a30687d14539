/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Faults of fuzz inputs: any bytes are one, both forms carry them, mutators make,
 * change and drop them.  No kernel runs here. */
#include <stdio.h>
#include <stdlib.h>

#include "atf/case.h"
#include "fuzz/input/faults.h"
#include "fuzz/mutate/mutate.h"

#define HEADER 4
#define BODY 40

static struct model *test_model(void)
{
	static struct model m = { .nimage = 1 };

	if (m.image[0].npath)
		return &m;
	strcpy(m.image[0].name, "ext4/fuzz");
	m.image[0].size = 8 << 20;
	model_add(&m.image[0], "/", 1);
	return &m;
}

/* An input of `n` faults, of chance, and a call. */
static size_t random_faults(struct chance *c, uint8_t *bytes, int n)
{
	uint8_t *at = bytes + HEADER;

	memcpy(bytes, "\2\0\0\0", HEADER);
	for (; n; n--) {
		uint8_t len = chance_below(c, BODY);

		*at++ = 2;
		*at++ = len;
		for (; len; len--)
			*at++ = chance_next(c);
	}
	memcpy(at, "\1\1\0", 3);
	return at + 3 - bytes;
}

static void require_same(const struct input *a, const struct input *b)
{
	REQUIRE_EQ(a->ncall, b->ncall);
	REQUIRE_EQ(a->nfault, b->nfault);
	for (uint32_t i = 0; i < a->nfault; i++) {
		const struct fault_rule *x = &a->fault[i], *y = &b->fault[i];

		REQUIRE_STREQ(x->text, y->text);
		REQUIRE_EQ(x->calls, y->calls);
		REQUIRE_EQ(x->first, y->first);
		REQUIRE_EQ(x->last, y->last);
		REQUIRE_EQ(x->every, y->every);
		REQUIRE_EQ(x->dev, y->dev);
		REQUIRE_EQ(x->sector, y->sector);
		REQUIRE_EQ(x->sector_end, y->sector_end);
		REQUIRE(x->what.effect == y->what.effect);
		REQUIRE_MEMEQ(x->what.arg, y->what.arg, sizeof(x->what.arg));
	}
}

static size_t effect_number(const struct fault_rule *rule)
{
	size_t n, i = 0;
	const struct fault_effect *const *effects = fault_effects(&n);

	while (effects[i] != rule->what.effect)
		REQUIRE(++i < n);
	return i;
}

/* Requires that each effect was counted, those without an end as told; but for those of
 * frames, which no program meets. */
static void require_all_effects(const uint64_t *count, uint64_t least, bool endless)
{
	size_t n;
	const struct fault_effect *const *effects = fault_effects(&n);

	REQUIRE(n >= 13);
	for (size_t i = 0; i < n; i++)
		if (!(effects[i]->calls & ~FAULT_FRAME) || (effects[i]->endless && !endless))
			REQUIRE_EQ(0, count[i]);
		else if (count[i] < least)
			harness_failf("effect %s: %llu times, expected %llu or more",
			    effects[i]->name, (unsigned long long)count[i],
			    (unsigned long long)least);
}

CASE(any_bytes, "any bytes are a fault, and every effect is among them")
{
	static struct input in;
	static uint8_t bytes[INPUT_MAX];
	uint64_t count[64] = { 0 };
	struct chance c = { 1 };

	for (int round = 0; round < 100000; round++) {
		input_decode(&in, round % 2 ? test_model() : NULL, bytes,
		    random_faults(&c, bytes, 1));
		REQUIRE_EQ(1, in.nfault);
		REQUIRE_EQ(1, in.ncall);
		count[effect_number(&in.fault[0])]++;
	}
	require_all_effects(count, 10, true);
}

CASE(round_trips, "both forms hold all of a fault")
{
	static struct input in, again;
	static uint8_t bytes[INPUT_MAX];
	uint64_t several = 0;
	struct chance c = { 2 };

	for (int round = 0; round < 20000; round++) {
		char *text = NULL;
		const char *why;
		size_t len;
		FILE *f = open_memstream(&text, &len);

		input_decode(&in, test_model(), bytes, random_faults(&c, bytes, 1 + round % 6));
		REQUIRE(in.nfault <= INPUT_FAULTS);
		several += in.nfault > 1;
		input_print(&in, test_model(), f);
		fclose(f);
		input_decode(&again, test_model(), bytes, input_encode(&in, bytes, INPUT_MAX));
		require_same(&in, &again);
		if (input_parse(&again, test_model(), text, &why))
			harness_failf("%s in:\n%s", why, text);
		require_same(&in, &again);
		free(text);
	}
	REQUIRE(several > 15000);
}

CASE(grammar, "an input holds what the grammar can say")
{
	static const char *const texts[] = { "write:17=EIO", "write:17..=ENOSPC",
		"write:3=torn(512)", "read:5=flip(0x40)", "flush:1..=drop",
		"write[disk=1,sector=2048..4095]:*=drop", "disk:*/10=delay(200ms)",
		"write:*/2=reorder(3)", "disk:40=gone(5s,size=1M,ro)", "clock:2=jump(+1h)",
		"random:*=fill(0)", "disk[dir=write,sector=7]:3..9/4=EROFS",
		"read[sector=12..]:1=misdirect(-8)", "wall:1=jump(+1d)", "alloc:9=ENOMEM",
		"alloc[kind=slab]:*=ENOMEM", "alloc[kind=vmalloc]:2..=ENOMEM", "disk:5=gone",
		"write:65536=torn(1k,tail)", "read:2..3=bad", "disk:1=stuck" };
	static struct input in, again;
	static uint8_t bytes[INPUT_MAX];

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct fault_rule rule;
		char line[200], why[FAULT_WHY];
		const char *reason;

		REQUIRE_EQ(1, fault_parse(texts[i], &rule, 1, why));
		snprintf(line, sizeof(line), "rumpus-input 1\nfault %s", texts[i]);
		if (input_parse(&in, test_model(), line, &reason))
			harness_failf("%s: %s", texts[i], reason);
		memcpy(rule.text, in.fault[0].text, sizeof(rule.text));
		again = in;
		again.fault[0] = rule;
		require_same(&again, &in);
		input_decode(&again, test_model(), bytes, input_encode(&in, bytes, INPUT_MAX));
		require_same(&in, &again);
	}
}

CASE(old_version, "bytes of version 1 have no faults, whatever is in them")
{
	static struct input in, again;
	static uint8_t bytes[INPUT_MAX];
	struct chance c = { 3 };

	for (int round = 0; round < 256; round++) {
		size_t size = random_faults(&c, bytes, 2);

		bytes[0] = round;
		input_decode(&in, test_model(), bytes, size);
		REQUIRE_EQ(1, in.ncall);
		REQUIRE((in.nfault > 0) == (round == 2));
		input_decode(&again, test_model(), bytes, input_encode(&in, bytes, INPUT_MAX));
		require_same(&in, &again);
	}
}

CASE(contradiction, "of two faults that contradict each other the first stands")
{
	static struct input in;

	memset(&in, 0, sizeof(in));
	REQUIRE(input_fault_add(&in, "write:*=EIO"));
	REQUIRE(!input_fault_add(&in, "write:7=drop"));
	REQUIRE(input_fault_add(&in, "write:7=delay(1s)"));
	REQUIRE(input_fault_add(&in, "read:7=ENOMEM"));
	REQUIRE(input_fault_add(&in, "flush:1=drop"));
	REQUIRE(!input_fault_add(&in, "flush:2=drop"));
	REQUIRE_EQ(INPUT_FAULTS, in.nfault);
	input_fault_drop(&in, 0);
	REQUIRE(input_fault_add(&in, "write:7=drop"));
	REQUIRE_STREQ("write:7=drop", in.fault[3].text);
}

CASE(aliases, "what a kernel has no way to survive is in no input")
{
	static struct input in;
	const char *name, *filter;
	uint32_t calls;
	size_t n = 0;

	memset(&in, 0, sizeof(in));
	REQUIRE(!input_fault_add(&in, "alias:1=ENOMEM"));
	REQUIRE_EQ(0, in.nfault);
	for (; (name = input_fault_call(n, &filter, &calls)); n++)
		REQUIRE(strcmp(name, "arena") && strcmp(name, "alias") && strcmp(name, "unalias"));
	REQUIRE(n > 10);
}

CASE(text_errors, "each error in a fault line is one line that names it")
{
	static const char *const wrong[][2] = {
		{ "fault", "line 2: fault '': column 1: no hypercall ''; expected " },
		{ "fault write:0=EIO", "line 2: fault 'write:0=EIO': column 7: occurrence 0; "
				       "expected 1 or more" },
		{ "fault write:1=EIO read:1=EIO",
		    "line 2: fault 'write:1=EIO read:1=EIO': column 13: " },
		{ "fault write:1=EIO\nfault write:*=drop",
		    "line 3: 'write:*=drop': contradicts a fault above; expected one of them" },
		{ "fault write:65537=EIO", "line 2: 'write:65537=EIO': no input holds this "
					   "fault; the nearest is 'write:1=EIO'" },
		{ "fault clock:2=jump(-1s)", "line 2: 'clock:2=jump(-1s)': no input holds this "
					     "fault; the nearest is 'clock:2=jump(+1s)'" },
		{ "fault read[sector=16383..16384]:1=EIO\nfault read[sector=16384]:1=EIO",
		    "line 3: 'read[sector=16384]:1=EIO': no input holds this fault; the "
		    "nearest is 'read[sector=0]:1=EIO'" },
		{ "fault read:1=EIO;read:2=EIO;read:3=EIO;read:4=EIO;read:5=EIO",
		    "line 2: fault 'read:1=EIO;read:2=EIO;read:3=EIO;read:4=EIO;read:5=EIO': "
		    "column 45: a fault too many; expected 4 at most" },
		{ "fault read:1=EIO;read:2=EIO;read:3=EIO\nfault read:4=EIO;read:5=EIO",
		    "line 3: expected at most 4 faults" },
		{ "fault read:1=EIO\nimage ext4/fuzz",
		    "line 3: the image must be named before patches, faults and calls" },
	};
	static struct input in;
	const char *why;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		char text[300];

		snprintf(text, sizeof(text), "rumpus-input 1\n%s", wrong[i][0]);
		REQUIRE_EQ(-EINVAL, input_parse(&in, test_model(), text, &why));
		if (strncmp(wrong[i][1], why, strlen(wrong[i][1])) || strchr(why, '\n'))
			harness_failf("got \"%s\", expected \"%s\"", why, wrong[i][1]);
	}
}

/* -- mutators -- */

static const struct fuzz_target target = { .component = "ext4" };
static const uint8_t image[65536];
static const struct base base = { .n = 1, .image = { { .data = image, .size = sizeof(image) } } };

CASE(mutators, "mutators make every effect, change faults, drop them, and keep them rare")
{
	static const struct mutator m = { .target = &target, .base = &base };
	static struct input in, before;
	static uint8_t bytes[2048];
	uint64_t with = 0, added = 0, dropped = 0, changed = 0, count[64] = { 0 };
	struct chance c = { 4 };
	const uint64_t rounds = 100000;
	size_t size = 0;

	input_decode(&before, NULL, bytes, 0);
	for (uint64_t seed = 0; seed < rounds; seed++) {
		size = mutate(&m, bytes, size, sizeof(bytes), seed);
		input_decode(&in, NULL, bytes, size);
		with += in.nfault > 0;
		added += in.nfault > before.nfault;
		dropped += in.nfault < before.nfault;
		changed += in.nfault && in.nfault == before.nfault &&
		           strcmp(in.fault[in.nfault - 1].text, before.fault[in.nfault - 1].text);
		before = in;
	}
	REQUIRE(with > rounds / 200 && with < rounds / 5);
	REQUIRE(added > 500 && dropped > 500 && changed > 100);
	memset(&in, 0, sizeof(in));
	for (uint64_t round = 0; round < rounds; round++) {
		mutate_faults(&m, &in, &c);
		for (uint32_t i = 0; i < in.nfault; i++)
			count[effect_number(&in.fault[i])]++;
	}
	require_all_effects(count, rounds / 1000, false);
}
