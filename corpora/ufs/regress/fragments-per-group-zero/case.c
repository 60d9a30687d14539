/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(fragments_per_group_zero,
    "BUG: divide error in ufs_free_blocks < ufs_truncate_blocks < ufs_evict_inode",
    "ufs_fill_super() takes fs_fpg without check: ufs_dtog() divides a block's number by it "
    "to get its cylinder group.")
