/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Fewer calls, then simpler arguments.  Descriptors and mappings are named by the
 * slot that the n-th open or mmap fills: where one goes, those behind it move up,
 * and the calls that use them must say so.
 */
#include <string.h>

#include "fuzz/input/calls.h"
#include "fuzz/triage/reduce.h"

/* The slots of one context, of one kind (descriptors or mappings). */
struct slots {
	unsigned before, after;    /* filled so far, in the old and the new program */
	uint8_t moved[FUZZ_SLOTS]; /* old slot: the new one */
};

static void fill_slot(struct slots *s, bool kept)
{
	const unsigned old = s->before++ % FUZZ_SLOTS;

	if (kept)
		s->moved[old] = s->after++ % FUZZ_SLOTS;
}

static void start_slots(struct slots slots[2][2])
{
	memset(slots, 0, sizeof(struct slots[2][2]));
	for (int i = 0; i < 4; i++)
		for (int slot = 0; slot < FUZZ_SLOTS; slot++)
			slots[i / 2][i % 2].moved[slot] = slot;
}

static void rename_slots(struct call *c, const struct slots kinds[2])
{
	for (size_t a = 0; a < INPUT_ARGS; a++) {
		const enum arg_kind kind = fuzz_calls[c->nr].arg[a];

		if (kind == ARG_FD || kind == ARG_MAP)
			c->arg[a] = kinds[kind == ARG_MAP].moved[c->arg[a] % FUZZ_SLOTS];
	}
}

static uint32_t count_calls(const struct input *in, uint32_t which)
{
	(void)which;
	return in->ncall;
}

static bool without_calls(struct input *in, uint32_t which, uint32_t at, uint32_t to)
{
	struct slots slots[2][2]; /* [context][mapping] */
	uint32_t n = 0;

	(void)which;
	start_slots(slots);
	for (uint32_t i = 0; i < in->ncall; i++) {
		struct call *c = &in->call[i];
		const bool kept = i < at || i >= to;

		if (kept)
			rename_slots(c, slots[c->ctx]);
		if (c->nr == CALL_OPEN || c->nr == CALL_MMAP)
			fill_slot(&slots[c->ctx][c->nr == CALL_MMAP], kept);
		if (kept)
			in->call[n++] = *c;
	}
	in->ncall = n;
	return true;
}

/* The same, with the slots as they were: for calls that meant to miss. */
static bool without_calls_plain(struct input *in, uint32_t which, uint32_t at, uint32_t to)
{
	(void)which;
	memmove(&in->call[at], &in->call[to], (in->ncall - to) * sizeof(in->call[0]));
	in->ncall -= to - at;
	return true;
}

static uint32_t count_data(const struct input *in, uint32_t which)
{
	return in->call[which].len;
}

static bool without_data(struct input *in, uint32_t which, uint32_t at, uint32_t to)
{
	struct call *c = &in->call[which];

	memmove(c->data + at, c->data + to, c->len - to);
	c->len -= to - at;
	return true;
}

/* Whether a smaller value of such an argument is a simpler one. */
static bool is_number(enum arg_kind kind)
{
	size_t n;

	switch (kind) {
	case ARG_BYTE:
	case ARG_LEN:
	case ARG_MODE:
	case ARG_OFF:
		return true;
	case ARG_OPEN: /* as few flags as there can be are not at the front */
		return false;
	default:
		return call_words(kind, &n) != NULL;
	}
}

static bool try_arg(struct reducer *r, uint32_t call, size_t arg, uint64_t value)
{
	struct input next = r->best;

	if (next.call[call].arg[arg] == value)
		return false;
	next.call[call].arg[arg] = value;
	return reduce_try(r, &next);
}

/* Nothing at all, else without as many bits as can be, the highest first.  Words
 * are not made of bits: the first one, or it stays. */
static bool lower_arg(struct reducer *r, uint32_t call, size_t arg)
{
	size_t words;
	bool any = false;

	if (try_arg(r, call, arg, 0))
		return true;
	call_words(fuzz_calls[r->best.call[call].nr].arg[arg], &words);
	for (int bit = 63; bit >= 0 && !words; bit--)
		if (r->best.call[call].arg[arg] >> bit & 1)
			any |= try_arg(r, call, arg, r->best.call[call].arg[arg] & ~(1ull << bit));
	return any;
}

static bool simplify(struct reducer *r, uint32_t call)
{
	bool any = reduce_runs(r, count_data, without_data, call);
	struct input next = r->best;

	if (next.call[call].ctx) {
		next.call[call].ctx = 0;
		any |= reduce_try(r, &next);
	}
	for (size_t a = 0; a < INPUT_ARGS; a++)
		if (is_number(fuzz_calls[r->best.call[call].nr].arg[a]))
			any |= lower_arg(r, call, a);
	return any;
}

bool reduce_program(struct reducer *r)
{
	bool any = reduce_runs(r, count_calls, without_calls, 0);

	any |= reduce_runs(r, count_calls, without_calls_plain, 0);
	for (uint32_t i = 0; i < r->best.ncall; i++)
		any |= simplify(r, i);
	return any;
}
