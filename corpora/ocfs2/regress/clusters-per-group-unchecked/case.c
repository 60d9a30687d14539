/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(clusters_per_group_unchecked,
    "BUG: failure in _ocfs2_free_suballoc_bits < ocfs2_free_dinode < ocfs2_evict_inode",
    "cl_cpg of an allocator's chain list is not looked at when the allocator is read: "
    "_ocfs2_free_suballoc_bits() panics where the bit to be freed is beyond the size "
    "of groups that it gives.")
