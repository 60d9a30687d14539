/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Crash states: every disk that a power cut could have left.
 *
 * From the write log of a body and the disk as it was before: the power is cut
 * after record `cut`.  Durable is every write of an epoch that a flush has ended
 * and every FUA write that was done; of the other writes before the cut any
 * subset may have reached the disk, and one of them may be torn: only its first
 * sectors did.  Discards count as writes of zeroes.
 *
 * The order is fixed by the log, the bounds and the seed.
 */
#ifndef RUMPUS_CRASH_STATES_H
#define RUMPUS_CRASH_STATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "harness/disk.h"
#include "rumpuser/trace.h"

struct crash_bounds {
	uint32_t subsets; /* for each cut: all subsets up to so many, then a sample
	                     of so many, by the seed; default 64 */
	uint32_t torn;    /* for each subset: so many ways to tear its last write;
	                     default 2 */
	uint64_t states;  /* in all, evenly over the cuts; default: no bound */
	uint64_t seed;    /* default 1 */
};

#define CRASH_CHOICE 512 /* longest text of a choice, with its end */

struct crash_state {
	size_t cut;    /* records of the log before the power failed */
	uint64_t mark; /* the number of the last TRACE_MARK before the cut; 0: none */
	uint64_t hash; /* of the content; equal for equal contents */
	/* "cut=17 lost=3,5-9 torn=12:1": of the writes that were not durable those
	 * that were lost, and of record 12 only the first sector was written. */
	char choice[CRASH_CHOICE];
};

struct crash_states;

/* All states of disk `dev` of the log.  `d` holds the content from before the log
 * and is moved from state to state; both outlive this. */
struct crash_states *crash_states_open(struct disk *d, const struct trace *log, uint32_t dev,
    const struct crash_bounds *);
/* Moves the disk to the next state; false: that was all. */
bool crash_states_next(struct crash_states *, struct crash_state *);
/* Moves the disk to the state of a choice.  0, or -EINVAL with *why in one line:
 * a text that is wrong, or that does not fit the log. */
int crash_states_choose(struct crash_states *, const char *choice, struct crash_state *,
    const char **why);
/* Gives the disk its content from before the log back. */
void crash_states_close(struct crash_states *);

#endif
