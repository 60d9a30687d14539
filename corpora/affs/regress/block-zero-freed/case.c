/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(block_zero_freed, "KASAN in affs_free_block < affs_truncate < affs_notify_change",
    "affs_free_block() refuses blocks behind the partition, not those before s_reserved: "
    "where a file's table of blocks, whose write has failed here, names block 0, the number "
    "of its bitmap is below 0, and s_bitmap is read behind its end.")
