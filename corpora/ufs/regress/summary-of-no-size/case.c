/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(summary_of_no_size,
    "BUG: kernel NULL pointer dereference in ufs_free_blocks < ufs_truncate_blocks < ufs_setattr",
    "ufs_read_cylinder_structures() takes fs_cssize without check against fs_ncg: of a "
    "summary of no bytes, for which kmalloc() gives ZERO_SIZE_PTR, ufs_free_blocks() reads "
    "the counts of a group.")
