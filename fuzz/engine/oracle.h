/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What an input is asked beyond whether it splats.
 *
 * The rule everything rests on: it is asked in runs of its own, after the one that
 * every input has, and what they reach is taken from the coverage again.  So that
 * an input was asked changes nothing but its answer.
 *
 * The answers, each a kind of defect (fuzz/triage/stack.h); "" where all is well:
 *
 *	leak of CACHE         each further mount, program and unmount leaves as many
 *	                      objects more, also when all timers have run; leak.c
 *	remount changes WHAT  the tree is not the same after an unmount and a mount
 *	remount fails         that mount gives an error
 *	damage of its own     the driver says that the file system is damaged
 *	                      The last three are asked where no patch and no fault is,
 *	                      so that all there is was written by the driver; remount.c
 *	endless loop in FUNCTION
 *	                      a call is not done after ORACLE_ENDLESS of kernel work;
 *	                      endless.c
 */
#ifndef RUMPUS_FUZZ_ORACLE_H
#define RUMPUS_FUZZ_ORACLE_H

#include <stddef.h>

#include "fuzz/engine/exec.h"

/* Units of kernel work (kernel/kern.h): of a call that does not end. */
#define ORACLE_ENDLESS (100 * EXEC_WORK)

/* Counts what the kernel holds between inputs.  It is to be restored afterwards. */
void oracle_start(struct kern *, const struct component *);
/* Asks about the input under way, whose first run had this outcome.  Valid until the
 * next call; the kernel may have splatted instead. */
const char *oracle_ask(const struct input *, enum exec_outcome);

/* -- between the files of the oracles -- */

/* leak.c: what the kernel has now is what later counts are compared with. */
void leak_start(struct kern *);
/* The program has run and nothing is mounted; `again` runs it once more and gives
 * false where it could not.  "" or the answer. */
const char *leak_ask(struct kern *, bool (*again)(void));
/* endless.c: the first run used up its kernel work.  "" or the answer. */
const char *endless_ask(struct kern *);
/* remount.c: the program has run; unmounts.  "" or the answer; *unmounted is whether
 * that was done. */
const char *remount_ask(struct kern *, const struct component *, bool *unmounted);

#endif
