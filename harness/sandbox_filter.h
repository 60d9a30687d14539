/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What harness/sandbox*.c share. */
#ifndef RUMPUS_HARNESS_SANDBOX_FILTER_H
#define RUMPUS_HARNESS_SANDBOX_FILTER_H

#include <stdbool.h>

/* Loads the filter of system calls into all threads.  `files`: those on paths
 * are let through.  0 or a negative errno. */
int sandbox_filter(bool files);
/* Keeps the process to these folders, see struct sandbox.  0, -EOPNOTSUPP on a
 * host without Landlock, or another negative errno. */
int sandbox_landlock(const char *const *folders);

#endif
