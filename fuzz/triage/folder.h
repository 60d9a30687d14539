/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Regressions: the folders corpora/<target>/regress/<what-is-wrong>. */
#ifndef RUMPUS_TRIAGE_FOLDER_H
#define RUMPUS_TRIAGE_FOLDER_H

#include <stdbool.h>

#include "fuzz/triage/finding.h"

/* Writes the folder of a defect below `top`: `input`, `report`, `case.c` and
 * `reproduce.c`.  *name receives the folder's name, valid until the next call: that
 * of the finding, with a number where there is such a folder already.  Nothing that
 * exists is written over, and nothing is left of a folder that could not be
 * written.  False: it could not, and one line on stderr says why. */
bool folder_write(const char *top, const struct finding *, const struct reduced *,
    const char **name);

#endif
