/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz inputs: any bytes are one, both forms carry all of it, mutators are
 * deterministic.  No kernel runs here. */
#include <stdio.h>
#include <stdlib.h>

#include "atf/case.h"
#include "components/ext4/format.h"
#include "fuzz/input/calls.h"
#include "fuzz/mutate/mutate.h"

static const char *const options[] = { "errors=continue", "errors=remount-ro", NULL };

static const struct fuzz_target target = { .component = "ext4", .format = &ext4_format };

/* Two images with different paths, as discovery would find them. */
static struct model *test_model(void)
{
	static struct model m = { .options = options, .nimage = 2 };

	if (m.image[0].npath)
		return &m;
	strcpy(m.image[0].name, "ext4/fuzz");
	m.image[0].size = 1 << 20;
	model_add(&m.image[0], "/", 1);
	model_add(&m.image[0], "/file", 0);
	model_add(&m.image[0], "/dir", 1);
	model_add(&m.image[0], "/dir/with blank#\\and\xff", 0);
	strcpy(m.image[1].name, "ext4/fuzz-4k");
	m.image[1].size = 1 << 16;
	model_add(&m.image[1], "/", 1);
	return &m;
}

static struct mutator *test_mutator(void)
{
	static struct base base;
	static struct mutator m = { .target = &target, .base = &base };
	const char *why;

	if (!base.n && base_load(&base, &target, harness_build(), &why))
		harness_failf("%s", why);
	m.model = test_model();
	return &m;
}

static size_t random_bytes(struct chance *c, uint8_t *bytes, size_t max)
{
	size_t size = chance_below(c, max);

	for (size_t i = 0; i < size; i++)
		bytes[i] = chance_next(c);
	return size;
}

static void require_same(const struct input *a, const struct input *b)
{
	REQUIRE_EQ(a->image, b->image);
	REQUIRE_EQ(a->option, b->option);
	REQUIRE_EQ(a->flags, b->flags);
	REQUIRE_EQ(a->npatch, b->npatch);
	REQUIRE_EQ(a->ncall, b->ncall);
	for (uint32_t i = 0; i < a->npatch; i++) {
		REQUIRE_EQ(a->patch[i].at, b->patch[i].at);
		REQUIRE_EQ(a->patch[i].len, b->patch[i].len);
		REQUIRE_MEMEQ(a->patch[i].data, b->patch[i].data, a->patch[i].len);
	}
	for (uint32_t i = 0; i < a->ncall; i++) {
		REQUIRE_EQ(a->call[i].nr, b->call[i].nr);
		REQUIRE_EQ(a->call[i].ctx, b->call[i].ctx);
		REQUIRE_MEMEQ(a->call[i].arg, b->call[i].arg, sizeof(a->call[i].arg));
		REQUIRE_EQ(a->call[i].len, b->call[i].len);
		REQUIRE_MEMEQ(a->call[i].data, b->call[i].data, a->call[i].len);
	}
}

CASE(garbage, "any bytes decode to an input within its limits")
{
	static struct input in;
	static uint8_t bytes[INPUT_MAX + 100];
	struct chance c = { 1 };
	uint64_t calls = 0, patches = 0;

	for (int round = 0; round < 20000; round++) {
		size_t size = random_bytes(&c, bytes, round % 100 ? 300 : sizeof(bytes));

		input_decode(&in, test_model(), bytes, size);
		REQUIRE(in.image < 2 && in.option < 2 && in.flags <= INPUT_KEEP);
		REQUIRE(in.npatch <= INPUT_PATCHES && in.ncall <= INPUT_CALLS);
		for (uint32_t i = 0; i < in.npatch; i++)
			REQUIRE(
			    in.patch[i].len > 0 && in.patch[i].len <= INPUT_DATA &&
			    in.patch[i].at + in.patch[i].len <= test_model()->image[in.image].size);
		for (uint32_t i = 0; i < in.ncall; i++)
			REQUIRE(in.call[i].nr < FUZZ_NCALLS && in.call[i].ctx < 2);
		calls += in.ncall;
		patches += in.npatch;
	}
	REQUIRE(calls > 5000 && patches > 5000);
}

CASE(binary_round_trip, "encoding and decoding give an input back")
{
	static struct input in, again;
	static uint8_t bytes[INPUT_MAX];
	struct chance c = { 2 };

	for (int round = 0; round < 5000; round++) {
		input_decode(&in, test_model(), bytes, random_bytes(&c, bytes, 2000));
		input_decode(&again, test_model(), bytes, input_encode(&in, bytes, INPUT_MAX));
		require_same(&in, &again);
	}
}

CASE(text_round_trip, "the text form holds all of an input")
{
	static struct input in, again;
	static uint8_t bytes[INPUT_MAX];
	struct chance c = { 3 };

	for (int round = 0; round < 2000; round++) {
		char *text = NULL;
		const char *why;
		size_t len;
		FILE *f = open_memstream(&text, &len);

		input_decode(&in, test_model(), bytes, random_bytes(&c, bytes, 2000));
		input_print(&in, test_model(), f);
		fclose(f);
		if (input_parse(&again, test_model(), text, &why))
			harness_failf("%s in:\n%s", why, text);
		require_same(&in, &again);
		free(text);
	}
}

CASE(text_errors, "each error in a text is named with its line")
{
	static const char *const wrong[][2] = {
		{ "", "line 1: '': expected 'rumpus-input 1'" },
		{ "rumpus-input 2\n", "line 1: 'rumpus-input 2': expected 'rumpus-input 1'" },
		{ "rumpus-input 1\nimage ext4/none\n",
		    "line 2: 'ext4/none': this target has no such image" },
		{ "rumpus-input 1\npatch 0x100000 00\n",
		    "line 2: '0x100000': expected a number up to 0xfffff" },
		{ "rumpus-input 1\npatch 0xfffff 0000\n",
		    "line 2: a patch of 2 bytes does not fit the image of 1048576" },
		{ "rumpus-input 1\nfly /file\n",
		    "line 2: 'fly': expected image, options, checksums, patch, fault or a call" },
		{ "rumpus-input 1\nclose 3\n", "line 2: '3': expected a descriptor, f0 to f7" },
		{ "rumpus-input 1\nsync now\n", "line 2: 'now': expected the end of the line" },
		{ "rumpus-input 1\nstat /nowhere\n",
		    "line 2: '/nowhere': expected a path that image "
		    "'ext4/fuzz' or fuzz/input/model.c has" },
	};
	static struct input in;
	const char *why;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		REQUIRE_EQ(-EINVAL, input_parse(&in, test_model(), wrong[i][0], &why));
		REQUIRE_STREQ(wrong[i][1], why);
	}
}

CASE(short_buffers, "an encoding that does not fit keeps whole records")
{
	static struct input in, again;
	static uint8_t bytes[INPUT_MAX];
	struct chance c = { 4 };

	for (int round = 0; round < 2000; round++) {
		size_t max = chance_below(&c, 600), size;

		input_decode(&in, test_model(), bytes, random_bytes(&c, bytes, 2000));
		size = input_encode(&in, bytes, max);
		REQUIRE(size <= max);
		input_decode(&again, test_model(), bytes, size);
		REQUIRE(again.npatch <= in.npatch && again.ncall <= in.ncall);
		for (uint32_t i = 0; i < again.npatch; i++)
			REQUIRE_EQ(in.patch[i].len, again.patch[i].len);
	}
}

CASE(mutator_deterministic, "the same seed gives the same input, another one another")
{
	static uint8_t a[4096], b[4096];
	size_t size_a = 0, size_b = 0;
	int differ = 0;

	for (uint64_t seed = 1; seed < 5000; seed++) {
		size_a = mutate(test_mutator(), a, size_a, sizeof(a), seed);
		size_b = mutate(test_mutator(), b, size_b, sizeof(b), seed);
		REQUIRE(size_a <= sizeof(a));
		REQUIRE_EQ(size_a, size_b);
		REQUIRE_MEMEQ(a, b, size_a);
		size_b = mutate(test_mutator(), b, size_b, sizeof(b), seed + 100000);
		differ += size_a != size_b || memcmp(a, b, size_a) != 0;
		memcpy(b, a, size_a);
		size_b = size_a;
	}
	REQUIRE(differ > 4000);
}

CASE(splice, "a splice has parts of both inputs, the same for the same seed")
{
	static uint8_t a[4096], b[4096], out[4096], again[4096];
	size_t size_a = 0, size_b = 0, size;

	for (uint64_t seed = 1; seed < 2000; seed++) {
		size_a = mutate(test_mutator(), a, size_a, sizeof(a), seed);
		size_b = mutate(test_mutator(), b, size_b, sizeof(b), ~seed);
		size = mutate_splice(test_mutator(), a, size_a, b, size_b, out, sizeof(out), seed);
		REQUIRE(size <= sizeof(out));
		REQUIRE_EQ(size, mutate_splice(test_mutator(), a, size_a, b, size_b, again,
				     sizeof(again), seed));
		REQUIRE_MEMEQ(out, again, size);
	}
}

static bool refuses(const uint8_t *data, size_t size)
{
	(void)data;
	return size > 0;
}

/* How many of 1000 children of an input still have its patch. */
static int heirs(const struct mutator *m, const struct input *in, bool splice)
{
	static uint8_t parent[INPUT_MAX], bytes[INPUT_MAX];
	static struct input child;
	const size_t parent_size = input_encode(in, parent, sizeof(parent));
	int n = 0;

	for (uint64_t seed = 1; seed <= 1000; seed++) {
		size_t size = parent_size;

		memcpy(bytes, parent, size);
		if (splice)
			size = mutate_splice(m, NULL, 0, parent, parent_size, bytes, sizeof(bytes),
			    seed);
		else
			size = mutate(m, bytes, size, sizeof(bytes), seed);
		input_decode(&child, m->model, bytes, size);
		for (uint32_t i = 0; i < child.npatch; i++)
			if (child.patch[i].at == in->patch[0].at) {
				n++;
				break;
			}
	}
	return n;
}

CASE(refused, "few children of an input whose image does not mount have its patches")
{
	static struct input in = { .npatch = 1, .patch[0] = { 54321, 4, "bad" } };
	struct mutator m = *test_mutator();

	for (int splice = 0; splice < 2; splice++) {
		m.refused = NULL;
		REQUIRE(heirs(&m, &in, splice) > 400);
		m.refused = refuses;
		REQUIRE(heirs(&m, &in, splice) < 250);
	}
}
