/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(journal_free_in_bitmap,
    "BUG: failure in __reiserfs_panic < do_journal_end < do_journal_release",
    "The allocator takes blocks which the bitmap calls free, and never checks that they lie "
    "in the log or the reserved area: do_journal_end() finds one in a transaction, and calls "
    "reiserfs_panic().")
