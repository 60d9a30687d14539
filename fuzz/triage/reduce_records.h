/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Makes a row of records smaller that still does the same; as fuzz/triage/reduce.h. */
#ifndef RUMPUS_TRIAGE_REDUCE_RECORDS_H
#define RUMPUS_TRIAGE_REDUCE_RECORDS_H

#include "fuzz/input/input.h"
#include "fuzz/input/records.h"

struct row_reducer {
	const struct record_kind *kinds;
	/* Makes a record right that became shorter, or NULL: also tried as it is. */
	void (*repair)(unsigned int kind, uint8_t *bytes, size_t len);
	uint8_t best[INPUT_MAX]; /* the smallest so far */
	size_t size;
	bool (*same)(void *arg, const uint8_t *bytes, size_t size);
	void *arg;
	uint64_t tries, tries_max;
};

/* Leaves records out, then makes each of them shorter or its number smaller, then its bytes
 * zero, round and round until nothing gets less. */
void reduce_records(struct row_reducer *);

#endif
