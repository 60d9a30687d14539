/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Makes an input smaller that still does the same.
 *
 * The rule everything rests on: the oracle gives the same answer for the same
 * input, so the result depends on nothing but the input and the oracle.
 */
#ifndef RUMPUS_TRIAGE_REDUCE_H
#define RUMPUS_TRIAGE_REDUCE_H

#include <stdbool.h>

#include "fuzz/input/input.h"

struct reducer {
	struct input best; /* the smallest so far */
	/* True where the input still does what it is about. */
	bool (*same)(void *arg, const struct input *);
	void *arg;
	uint64_t tries, tries_max; /* no more are made; what is best then is kept */
};

/* Reduces r->best: its patches, then its program, then its faults, then what is
 * chosen with them, round and round until nothing gets smaller. */
void reduce(struct reducer *);

/* One pass over each; true where something got smaller. */
bool reduce_patches(struct reducer *);
bool reduce_program(struct reducer *);
bool reduce_faults(struct reducer *);

/* Asks the oracle about an input, which becomes the best if it still does the
 * same. */
bool reduce_try(struct reducer *, const struct input *next);
/* Delta debugging: takes away runs of `n` things (of the best input, as it is
 * then), all of them at first, then ever fewer.  `without` takes the things from
 * `at` to before `to` from *next, a copy of the best; false: it can not. */
bool reduce_runs(struct reducer *, uint32_t (*count)(const struct input *, uint32_t which),
    bool (*without)(struct input *next, uint32_t which, uint32_t at, uint32_t to), uint32_t which);

#endif
