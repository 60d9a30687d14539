/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <string.h>

#include "fuzz/triage/reduce_records.h"

/* The best row taken apart; its bytes are the best's. */
static struct records row(const struct row_reducer *r)
{
	struct records all;

	records_decode(&all, r->kinds, r->best, r->size);
	return all;
}

static bool try(struct row_reducer *r, const struct records *next)
{
	static uint8_t bytes[INPUT_MAX];
	const size_t size = records_encode(next, bytes, sizeof(bytes));

	if (r->tries >= r->tries_max)
		return false;
	r->tries++;
	if (!r->same(r->arg, bytes, size))
		return false;
	memcpy(r->best, bytes, size);
	r->size = size;
	return true;
}

/* Runs of records, all of them at first, then ever fewer. */
static bool leave_out(struct row_reducer *r)
{
	bool any = false;

	for (size_t run = row(r).n; run; run /= 2) {
		for (size_t at = 0; at < row(r).n;) {
			struct records next = row(r);
			const size_t n = run < next.n - at ? run : next.n - at;

			memmove(&next.of[at], &next.of[at + n],
			    (next.n - at - n) * sizeof(next.of[0]));
			next.n -= n;
			if (try(r, &next))
				any = true;
			else
				at += run;
		}
	}
	return any;
}

/* A record with other bytes, once they are repaired; false, too, where nothing does that. */
static bool try_repaired(struct row_reducer *r, size_t i, uint8_t *own, size_t len)
{
	struct records next = row(r);

	if (!r->repair)
		return false;
	next.of[i].bytes = own;
	next.of[i].number = len;
	r->repair(next.of[i].kind, own, len);
	return try(r, &next);
}

static bool try_length(struct row_reducer *r, size_t i, size_t len)
{
	static uint8_t own[UINT16_MAX];
	struct records next = row(r);

	memcpy(own, next.of[i].bytes, next.of[i].number);
	if (try_repaired(r, i, own, len))
		return true;
	next.of[i].number = len;
	return try(r, &next);
}

/* Half of it goes while that does, then a quarter, and so on. */
static bool shorten(struct row_reducer *r, size_t i)
{
	bool any = false;

	for (size_t step = row(r).of[i].number / 2; step;) {
		const size_t len = row(r).of[i].number;

		if (step <= len && try_length(r, i, len - step))
			any = true;
		else
			step /= 2;
	}
	return any;
}

static bool lessen(struct row_reducer *r, size_t i)
{
	bool any = false;

	for (uint16_t step = row(r).of[i].number; step;) {
		struct records next = row(r);

		next.of[i].number -= step;
		if (step <= row(r).of[i].number && try(r, &next))
			any = true;
		else
			step /= 2;
	}
	return any;
}

/* Runs of bytes that are not zero already become so. */
static bool clear(struct row_reducer *r, size_t i)
{
	static uint8_t own[UINT16_MAX];
	bool any = false;

	for (size_t run = 16; run; run /= 4) {
		for (size_t at = 0; at + run <= row(r).of[i].number; at += run) {
			struct records next = row(r);
			size_t set = 0;

			memcpy(own, next.of[i].bytes, next.of[i].number);
			for (size_t j = at; j < at + run; j++)
				set += own[j] != 0;
			memset(own + at, 0, run);
			next.of[i].bytes = own;
			if (set)
				any |= try(r, &next) || try_repaired(r, i, own, next.of[i].number);
		}
	}
	return any;
}

void reduce_records(struct row_reducer *r)
{
	bool any;

	do {
		any = leave_out(r);
		for (size_t i = 0; i < row(r).n; i++)
			any |= row(r).of[i].bytes ? shorten(r, i) : lessen(r, i);
		for (size_t i = 0; i < row(r).n && !any; i++)
			any |= row(r).of[i].bytes && clear(r, i);
	} while (any && r->tries < r->tries_max);
}
