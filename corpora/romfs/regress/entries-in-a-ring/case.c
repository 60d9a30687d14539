/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(entries_in_a_ring,
    "endless loop in romfs_lookup",
    "romfs_lookup() follows ri.next from entry to entry and never looks whether the next one "
    "lies behind the last: an entry that is its own next one keeps it, and the lock of the "
    "directory, for ever.")
