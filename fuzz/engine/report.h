/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What a running fuzzer tells the outside. */
#ifndef RUMPUS_FUZZ_REPORT_H
#define RUMPUS_FUZZ_REPORT_H

#include "fuzz/engine/exec.h"

/* To be called after each input.  Every 256 inputs, and after the last one
 * where there is time, writes the counts to the file $RUMPUS_FUZZ_STATS.<pid>. */
void report_progress(void);
/* The input crashed: prints log and splat to stderr and aborts, which is how
 * fuzzing engines take note. */
void report_crash(void) __attribute__((noreturn));

#endif
