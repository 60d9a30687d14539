/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(inodes_per_fragment_zero,
    "BUG: divide error in ufs_iget < ufs_fill_super < mount_bdev",
    "ufs_fill_super() shifts fs_inopb by fs_fragshift without check: a shift by 8 makes it no "
    "inode in a fragment, and ufs_iget() divides by that.")
