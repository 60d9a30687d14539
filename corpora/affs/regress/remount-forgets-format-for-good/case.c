/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(remount_forgets_format_for_good, "endless loop in affs_truncate",
    "affs_remount() loses SF_OFS: a file read then is written as on the other format, and "
    "cont_write_begin(), called by affs_truncate() to make it longer, fills pages of 4096 "
    "bytes that affs_get_block() counts as 8 times 488, so that it does not get on.")
