/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(fragment_count_shift_unchecked,
    "UBSAN: shift-out-of-bounds in ufs_fill_super < mount_bdev < ufs_mount",
    "ufs_fill_super() takes fs_fragshift without check and shifts by it itself, by 131074 "
    "here, to get sectors in a block and inodes in a fragment.")
