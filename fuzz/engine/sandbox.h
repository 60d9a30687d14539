/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What a fuzzing process keeps when the first input comes. */
#ifndef RUMPUS_FUZZ_SANDBOX_H
#define RUMPUS_FUZZ_SANDBOX_H

/* Enters the sandbox of harness/sandbox.h, after exec_start().  Kept are the
 * folder $RUMPUS_FUZZ_FINDINGS, if that is set, and those that the words of an
 * engine's command line name ("corpus", "-artifact_prefix=dir/"); words may be
 * NULL.  Without either no file can be opened any more.  Ends the process with
 * one line where it can not be done; does nothing where $RUMPUS_SANDBOX is
 * "off". */
void exec_sandbox(char **words);

#endif
