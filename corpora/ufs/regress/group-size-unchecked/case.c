/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(group_size_unchecked,
    "UBSAN: array-index-out-of-bounds in ufs_read_cylinder < ufs_load_cylinder"
    " < ufs_free_fragments",
    "ufs_fill_super() takes fs_cgsize without check: ufs_read_cylinder() reads as many blocks "
    "as it says and writes their buffers to an array of 8, behind its end.")
