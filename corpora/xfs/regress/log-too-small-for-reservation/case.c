/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(log_too_small_for_reservation,
    "INFO: task blocked for good in xlog_grant_head_wait < xlog_grant_head_check < xfs_log_reserve",
    "xfs_log_mount() only warns of a log too small where the format is V4, here 76 blocks of "
    "the 844 that are the least. A reservation larger than the whole log is not refused "
    "either: xlog_grant_head_wait() waits for room that there can never be.")
