/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(record_size_shifted_before_check,
    "UBSAN: shift-out-of-bounds in ntfs_fill_super < get_tree_bdev < ntfs_fs_get_tree",
    "ntfs_init_from_boot() shifts 2 by minus NTFS_BOOT.record_size to check it, before it is "
    "compared with MAXIMUM_SHIFT_BYTES_PER_MFT: 0x80 is a shift of a 32 bit number by 128.")
