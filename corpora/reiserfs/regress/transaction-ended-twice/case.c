/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(transaction_ended_twice,
    "WARNING in journal_end < reiserfs_truncate_file < reiserfs_setattr",
    "reiserfs_do_truncate() gives an error back behind a journal_end() of the caller's "
    "transaction, as the file system was remounted read-only for a bad bitmap: "
    "reiserfs_truncate_file() does not look at the error, ends it once more, and "
    "journal_end() warns.")
