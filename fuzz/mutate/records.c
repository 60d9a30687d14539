/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Changes of rows of records; what their bytes mean is for the target. */
#include <string.h>

#include "fuzz/mutate/mutate.h"

#define STACKED 3 /* changes at a time: 1, 2 or 4 */
#define MOST 1600 /* bytes that a change may make of a record: a frame, and some more */

static void leave_out(struct records *r, size_t i)
{
	memmove(&r->of[i], &r->of[i + 1], (--r->n - i) * sizeof(r->of[0]));
}

static void put_in(struct records *r, size_t i, struct record one)
{
	if (r->n == RECORDS)
		return;
	memmove(&r->of[i + 1], &r->of[i], (r->n++ - i) * sizeof(r->of[0]));
	r->of[i] = one;
}

/* Small ones mostly, of any number of bits. */
static uint16_t some_number(struct chance *c)
{
	return chance_next(c) & ((1u << (1 + chance_below(c, 16))) - 1);
}

/* A record without bytes, of a kind by chance; none where there is no such kind. */
static void add_number(const struct record_kind *kinds, struct records *r, struct chance *c)
{
	uint8_t with[256];
	size_t n = 0;

	for (unsigned int i = 0; kinds[i].name; i++)
		if (kinds[i].number)
			with[n++] = i;
	if (n)
		put_in(r, chance_below(c, r->n + 1),
		    (struct record){ with[chance_below(c, n)], some_number(c), NULL });
}

/* The bytes of a record, in memory of this row's own. */
static void change_bytes(const struct mutator *m, struct record *one, uint8_t *own,
    struct chance *c)
{
	const struct fuzz_target *t = m->target;
	size_t len = one->number < MOST ? one->number : MOST;

	memmove(own, one->bytes, len);
	for (uint64_t n = 1 + chance_below(c, 4); n; n--)
		len = t->mutate && chance_below(c, 4) ? t->mutate(m, one->kind, own, len, MOST, c)
		                                      : mutate_bytes(m, own, len, MOST, c);
	if (t->repair && chance_below(c, 8))
		t->repair(one->kind, own, len);
	one->bytes = own;
	one->number = len;
}

static void change(const struct mutator *m, struct records *r, uint8_t own[][MOST],
    struct chance *c)
{
	const size_t i = chance_below(c, r->n), to = chance_below(c, r->n);
	struct record one;

	if (!r->n) {
		put_in(r, 0, (struct record){ 0, 0, own[RECORDS] });
		return;
	}
	one = r->of[i];
	switch (chance_below(c, 16)) {
	case 0:
		put_in(r, to, one);
		break;
	case 1:
		if (r->n > 1)
			leave_out(r, i);
		break;
	case 2:
		add_number(m->target->records, r, c);
		break;
	case 3:
		r->of[i] = r->of[to];
		r->of[to] = one;
		break;
	default:
		if (one.bytes)
			change_bytes(m, &r->of[i], own[i], c);
		else
			r->of[i].number = some_number(c);
	}
}

/* A target that is to have short inputs gets what came first. */
static size_t encode(const struct mutator *m, struct records *r, uint8_t *to, size_t max)
{
	if (m->target->rows && r->n > m->target->rows)
		r->n = m->target->rows;
	return records_encode(r, to, max);
}

size_t mutate_records(const struct mutator *m, uint8_t *data, size_t size, size_t max,
    struct chance *c)
{
	static uint8_t own[RECORDS + 1][MOST], copy[INPUT_MAX];
	struct records r;

	if (size > sizeof(copy))
		size = sizeof(copy);
	memcpy(copy, data, size);
	records_decode(&r, m->target->records, copy, size);
	for (uint64_t n = 1u << chance_below(c, STACKED); n; n--) {
		change(m, &r, own, c);
		/* The next change may take what this one made, wherever it now stands. */
		size = encode(m, &r, data, max);
		memcpy(copy, data, size < sizeof(copy) ? size : sizeof(copy));
		records_decode(&r, m->target->records, copy, size);
	}
	return size;
}

size_t mutate_splice_records(const struct mutator *m, const uint8_t *a, size_t a_size,
    const uint8_t *b, size_t b_size, uint8_t *out, size_t max, struct chance *c)
{
	struct records r, other;
	size_t from;

	records_decode(&r, m->target->records, a, a_size);
	records_decode(&other, m->target->records, b, b_size);
	r.n = chance_below(c, r.n + 1);
	for (from = chance_below(c, other.n + 1); from < other.n; from++)
		put_in(&r, r.n, other.of[from]);
	return encode(m, &r, out, max);
}
