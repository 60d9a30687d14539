/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(position_counts_offset_unchecked,
    "UBSAN: array-index-out-of-bounds in ufs_alloccg_block < ufs_alloc_fragments < "
    "ufs_new_fragments",
    "ufs_read_cylinder() takes cg_boff of a cylinder group without check: ufs_alloccg_block() "
    "counts at this offset, and takes a buffer_head from far behind the 8 that there are.")
