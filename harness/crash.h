/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Crash cases: a body is run once, then every disk that a power cut during it
 * could have left is mounted and judged.  See rumpus-crash(3).
 *
 * The rule everything rests on: the body makes plain calls; what has to be there
 * after a cut follows from the calls alone.  After each call that may change the
 * tree the harness reads all of it (and takes the kernel back to where it was, so
 * that the look leaves no trace): a step.  The file system's promise, a struct
 * crash_promise, says which of the steps a cut may show.
 */
#ifndef RUMPUS_HARNESS_CRASH_H
#define RUMPUS_HARNESS_CRASH_H

#include "harness/crash_states.h"
#include "harness/harness.h"

struct crash;

/* Runs a body on a fresh file system of `comp` with the promise `p`, records the
 * write log and the steps, lets a minute pass and unmounts.  Ends the case
 * where that can not be done; the component has to declare the promise. */
struct crash *crash_record(const struct component *comp, const struct crash_promise *p,
    void (*body)(struct fs *));
void crash_free(struct crash *);

struct crash_conf {
	struct crash_bounds bounds;
	const char *choice; /* this state alone; NULL: all */
	uint64_t checks;    /* disks at most that the checker sees; 0: none */
	/* Called at each state that is judged, before it is; may be NULL. */
	void (*progress)(void *arg, const struct crash_state *);
	void *progress_arg;
};

struct crash_tally {
	uint64_t states;   /* enumerated */
	uint64_t distinct; /* of these, mounted and judged: content and steps differ */
	uint64_t known;    /* left out for known_tear of struct crash_promise */
	uint64_t checked;  /* of these, distinct disks that the checker saw */
};

/* Judges the states until one is bad.  NULL, or what is wrong with it: a text of
 * one or more lines; *bad is that state then.  Both are valid, and disk and kernel
 * stay as they are, until the next judgement or crash_free().  A choice that does not
 * fit ends the case. */
const char *crash_judge(struct crash *, const struct crash_conf *, struct crash_tally *,
    struct crash_state *bad);

/* Keeps a bad state in a new folder build/crash/<name>: disk.img, log.trace,
 * recipe.txt.  The folder, valid until the next call. */
const char *crash_keep(struct crash *, const char *name, const struct crash_state *,
    const char *what);

#endif
