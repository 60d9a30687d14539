/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(inode_extent_shift_unchecked,
    "UBSAN: shift-out-of-bounds in jfs_statfs < user_statfs < __se_sys_statfs",
    "diMount() takes in_l2nbperiext of the inode map, which the size of blocks alone decides, as "
    "it is "
    "on the disk: jfs_statfs() shifts the number of free blocks by it, by -16777214 here.")
