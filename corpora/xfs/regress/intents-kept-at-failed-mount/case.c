/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(intents_kept_at_failed_mount,
    "INFO: task blocked for good in xfs_ail_push_all_sync < xfs_unmount_flush_inodes < xfs_mountfs",
    "Where xfs_mountfs() fails between the recovery of the log and xfs_log_mount_finish(), "
    "here in xfs_check_summary_counts() by an AGF whose agf_flfirst is refused, the intents "
    "that were recovered are still in the AIL. xfs_unmount_flush_inodes() waits until it is "
    "empty; xfs_log_mount_cancel(), which takes them out, comes behind it.")
