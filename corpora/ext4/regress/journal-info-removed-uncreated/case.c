/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(journal_info_removed_uncreated,
    "WARNING in remove_proc_entry < jbd2_journal_destroy < ext4_put_super",
    "jbd2_stats_proc_init() does not look whether the entry info of a journal in proc could be "
    "made; jbd2_stats_proc_exit() removes it all the same where memory was short at the mount.")
