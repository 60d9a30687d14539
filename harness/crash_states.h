/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Crash states: every disk that a power cut could have left.
 *
 * From the write log of a body and the disk as it was before: the power is cut in
 * the moment in which record `cut` - 1 was submitted.  Durable is every write that
 * was done before a flush was submitted which was done by then, and every FUA
 * write that was done; of the other writes before the cut any subset may have
 * reached the disk, and one of them may be torn: only its first sectors did.  Of
 * the writes of one sector that are there the newest shows.  A write that failed
 * may have reached the disk.  Discards count as writes of zeroes.  What a restore
 * took back (TRACE_RESTORE) has not happened.
 *
 * There is a cut before the log, after each write and after each mark.  After a
 * write only what has that write, or a part of it, is a state: the others were
 * states of the cut before, with the same mark.  After a mark all are states, for
 * a mark is what an oracle knows its promises by.
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
	/* For each cut: all subsets up to so many, then a sample of so many, by the
	 * seed, or of more: it has none lost, all lost, each one lost, all but the
	 * first ones lost.  Default 64. */
	uint32_t subsets;
	/* For each subset: so many ways to tear the last write that is there, unless
	 * that is durable.  Default 2, CRASH_NOT_TORN: none. */
	uint32_t torn;
	uint64_t states; /* in all, evenly over the cuts; default: no bound */
	uint64_t seed;   /* default 1 */
};

#define CRASH_NOT_TORN UINT32_MAX
#define CRASH_CHOICE 512 /* longest text of a choice, with its end */

struct crash_state {
	size_t cut;    /* records of the log before the power failed */
	uint64_t mark; /* the number of the last TRACE_MARK before the cut; 0: none */
	uint64_t hash; /* of the content; equal for equal contents of equal sizes */
	/* "cut=17 lost=3,5-9 torn=12:1": of the writes that were not durable those
	 * that were lost, by their records, and of record 12 only the first sector
	 * was written.  "draw=1f" stands for a list that were too long: lost is
	 * what the generator draws by that number. */
	char choice[CRASH_CHOICE];
};

struct crash_states;

/* 0, or -EINVAL with *why in one line: no crash states come of this log and disk. */
int crash_states_check(const struct disk *d, const struct trace *log, uint32_t dev,
    const char **why);
/* All states of disk `dev` of the log as it is now.  `d` holds the content from
 * before the log and is moved from state to state: who changes it takes that back
 * (disk_mark(), disk_rewind()) before the next move.  Both outlive this; records
 * that are added later do no harm.  A log that is wrong ends the case. */
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
