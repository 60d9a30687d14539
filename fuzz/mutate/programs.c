/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Changes of the program of an input. */
#include <string.h>

#include "fuzz/input/calls.h"
#include "fuzz/mutate/mutate.h"

static uint64_t new_offset(struct chance *c)
{
	static const uint64_t near[] = { 0, 512, 1024, 4096, 8192, 65536, 1 << 20, 1 << 30,
		1ull << 31, 1ull << 32, 1ull << 40, 1ull << 42, 1ull << 44, 1ull << 63 };

	switch (chance_below(c, 4)) {
	case 0:
		return near[chance_below(c, sizeof(near) / sizeof(near[0]))] + chance_below(c, 3) -
		       1;
	case 1:
		return 1024 * chance_below(c, 256);
	case 2:
		return chance_below(c, 65536);
	default:
		return chance_next(c) >> chance_below(c, 64);
	}
}

static uint64_t new_length(struct chance *c)
{
	return chance_below(c, 3) ? 512u << chance_below(c, 7) : chance_next(c) & 0xffff;
}

/* How many slots calls of context `ctx` before number `end` have filled. */
static unsigned slots(const struct input *in, uint32_t end, unsigned ctx, unsigned maker)
{
	unsigned n = 0;

	for (uint32_t i = 0; i < end; i++)
		n += in->call[i].nr == maker && in->call[i].ctx == ctx;
	return n;
}

static uint64_t pick_slot(const struct input *in, uint32_t at, unsigned ctx, unsigned maker,
    struct chance *c)
{
	unsigned n = slots(in, at, ctx, maker);

	return chance_below(c, n < FUZZ_SLOTS ? n : FUZZ_SLOTS);
}

/* What ioctls take is mostly places and sizes, of 8 bytes. */
static void new_places(struct call *call, struct chance *c)
{
	call->len = 8 * (1 + chance_below(c, 6));
	for (uint32_t i = 0; i < call->len; i += 8) {
		const uint64_t value = new_offset(c);

		for (uint32_t k = 0; k < 8; k++)
			call->data[i + k] = value >> 8 * k;
	}
}

static void new_data(struct call *call, struct chance *c)
{
	if (call->nr == CALL_IOCTL && chance_below(c, 2)) {
		new_places(call, c);
		return;
	}
	call->len = 1 + chance_below(c, 16);
	for (uint32_t i = 0; i < call->len; i++)
		call->data[i] = chance_next(c);
}

/* A new value for argument `a` of call number `at`. */
static void new_argument(struct input *in, uint32_t at, unsigned a, struct chance *c)
{
	struct call *call = &in->call[at];
	enum arg_kind kind = fuzz_calls[call->nr].arg[a];
	size_t n;

	if (call_words(kind, &n)) {
		call->arg[a] = chance_below(c, n);
		return;
	}
	switch (kind) {
	case ARG_FD:
		call->arg[a] = pick_slot(in, at, call->ctx, CALL_OPEN, c);
		break;
	case ARG_MAP:
		call->arg[a] = pick_slot(in, at, call->ctx, CALL_MMAP, c);
		break;
	case ARG_PATH:
		call->arg[a] = chance_below(c, 4) ? chance_below(c, MODEL_NEW)
		                                  : MODEL_NEW + chance_below(c, 256 - MODEL_NEW);
		break;
	case ARG_OFF:
		call->arg[a] = new_offset(c);
		break;
	case ARG_LEN:
		call->arg[a] = new_length(c) & 0xffff;
		break;
	case ARG_MODE:
		call->arg[a] = chance_next(c) & 07777;
		break;
	case ARG_DATA:
		new_data(call, c);
		break;
	default:
		call->arg[a] = chance_next(c) & 0xff;
	}
}

static unsigned arguments(const struct call *call)
{
	unsigned n = 0;

	while (n < INPUT_ARGS && fuzz_calls[call->nr].arg[n] != ARG_NONE)
		n++;
	return n;
}

/* Makes room for a call at `at`; false where there is none. */
static int make_room(struct input *in, uint32_t at)
{
	if (in->ncall == INPUT_CALLS)
		return 0;
	memmove(&in->call[at + 1], &in->call[at], (in->ncall - at) * sizeof(in->call[0]));
	in->ncall++;
	return 1;
}

/* Inserts a call with new arguments; false where there is no room. */
static int insert(struct input *in, uint32_t at, unsigned nr, unsigned ctx, struct chance *c)
{
	struct call *call = &in->call[at];

	if (!make_room(in, at))
		return 0;
	*call = (struct call){ .nr = nr, .ctx = ctx };
	for (unsigned a = 0; a < arguments(call); a++)
		new_argument(in, at, a, c);
	return 1;
}

static unsigned new_call(const struct fuzz_target *t, struct chance *c)
{
	return t->ncall ? t->calls[chance_below(c, t->ncall)] : chance_below(c, FUZZ_NCALLS);
}

/* A new call; what it needs (a descriptor, a mapping) is made before it. */
static void call_insert(const struct mutator *m, struct input *in, struct chance *c)
{
	uint32_t at = chance_below(c, in->ncall + 1);
	unsigned nr = new_call(m->target, c), ctx = chance_below(c, 8) == 0;
	enum arg_kind kind = fuzz_calls[nr].arg[0];

	if ((kind == ARG_FD || kind == ARG_MAP) && !slots(in, at, ctx, CALL_OPEN))
		at += insert(in, at, CALL_OPEN, ctx, c);
	if (kind == ARG_MAP && !slots(in, at, ctx, CALL_MMAP))
		at += insert(in, at, CALL_MMAP, ctx, c);
	insert(in, at, nr, ctx, c);
}

static void call_remove(struct input *in, struct chance *c)
{
	uint32_t at = chance_below(c, in->ncall);

	in->ncall--;
	memmove(&in->call[at], &in->call[at + 1], (in->ncall - at) * sizeof(in->call[0]));
}

/* The data of a call matters more than its other arguments. */
static unsigned pick_argument(const struct call *call, struct chance *c)
{
	unsigned n = arguments(call), a = chance_below(c, n);

	return fuzz_calls[call->nr].arg[n - 1] == ARG_DATA && chance_below(c, 4) ? n - 1 : a;
}

static void call_change(const struct mutator *m, struct input *in, struct chance *c)
{
	uint32_t at = chance_below(c, in->ncall);
	struct call *call = &in->call[at];
	enum arg_kind kind;
	unsigned a;

	if (arguments(call) == 0)
		return;
	a = pick_argument(call, c);
	kind = fuzz_calls[call->nr].arg[a];
	if (kind == ARG_DATA && call->len)
		call->len = mutate_bytes(m, call->data, call->len, INPUT_DATA, c);
	else if (kind == ARG_OFF && chance_below(c, 2))
		call->arg[a] += chance_below(c, 3) - 1;
	else
		new_argument(in, at, a, c);
}

/* The same call once more, elsewhere. */
static void call_repeat(struct input *in, struct chance *c)
{
	struct call copy = in->call[chance_below(c, in->ncall)];
	uint32_t at = chance_below(c, in->ncall + 1);

	if (make_room(in, at))
		in->call[at] = copy;
}

static void call_swap(struct input *in, struct chance *c)
{
	uint32_t a = chance_below(c, in->ncall), b = chance_below(c, in->ncall);
	struct call copy = in->call[a];

	in->call[a] = in->call[b];
	in->call[b] = copy;
}

void mutate_calls(const struct mutator *m, struct input *in, struct chance *c)
{
	unsigned what = in->ncall ? chance_below(c, 16) : 0;

	if (what < 6)
		call_insert(m, in, c);
	else if (what < 11)
		call_change(m, in, c);
	else if (what < 13)
		call_remove(in, c);
	else if (what < 15)
		call_repeat(in, c);
	else
		call_swap(in, c);
}
