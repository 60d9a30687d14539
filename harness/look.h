/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The whole of a small file system at one moment, to compare with a later one. */
#ifndef RUMPUS_HARNESS_LOOK_H
#define RUMPUS_HARNESS_LOOK_H

#include "harness/harness.h"

struct look;

/* Reads names, attributes, targets, extended attributes and content below `dir`;
 * of files above 4 MiB the size alone.  Ends the case when out of memory. */
struct look *look_at(struct kern *, const char *dir);
void look_free(struct look *); /* NULL is allowed */

/* NULL, or what is not as it was: a few words ("content", "a name is gone").  `lacks`
 * (enum fs_lack) says what an unmount may change.  What could not be read at the
 * first look is not asked for at the second.  *details receives some lines that
 * tell paths and values; free() them. */
const char *look_differ(const struct look *was, const struct look *is, uint64_t lacks,
    char **details);

#endif
