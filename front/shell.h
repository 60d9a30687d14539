/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#ifndef RUMPUS_FRONT_SHELL_H
#define RUMPUS_FRONT_SHELL_H

#include "harness/harness.h"

/* Runs one command of rumpus shell on the file system at "/mnt"; 0, or 1 after one
 * line on stderr that says what was wrong.  `words` is up to a NULL. */
int shell_command(struct kern *, char **words, size_t n);
/* Prints what commands there are. */
void shell_help(void);

#endif
