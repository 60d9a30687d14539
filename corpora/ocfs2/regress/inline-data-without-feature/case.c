/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(inline_data_without_feature,
    "BUG: failure in ocfs2_num_free_extents < ocfs2_lock_allocators < ocfs2_extend_allocation",
    "The superblock says that no inode holds data (no OCFS2_FEATURE_INCOMPAT_INLINE_DATA), a "
    "file has OCFS2_INLINE_DATA_FL, and nobody compares the two: ocfs2_num_free_extents() "
    "takes the data for a list of extents and panics at its depth.")
