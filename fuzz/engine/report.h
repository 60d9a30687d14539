/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What a running fuzzer tells the outside. */
#ifndef RUMPUS_FUZZ_REPORT_H
#define RUMPUS_FUZZ_REPORT_H

#include "fuzz/engine/exec.h"

/* To be called once, before the sandbox is entered: opens $RUMPUS_FUZZ_STATS.<pid>,
 * where that is set. */
void report_start(void);
/* To be called after each input.  Every 256 inputs, and after the last one
 * where there is time, writes the counts to that file. */
void report_progress(void);
/* The input crashed.  With $RUMPUS_FUZZ_FINDINGS, a folder, keeps input and
 * report there, once for each defect (fuzz/triage/stack.h), and returns: the next input meets a
 * restored kernel anyway.  Else prints log and splat to stderr and aborts, which
 * is how fuzzing engines take note. */
void report_crash(const uint8_t *data, size_t size);

#endif
