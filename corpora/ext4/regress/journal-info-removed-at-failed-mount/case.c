/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(journal_info_removed_at_failed_mount,
    "WARNING in remove_proc_entry < jbd2_journal_destroy < ext4_load_and_init_journal",
    "The same as journal_info_removed_uncreated, where the mount that made no entry fails.")
