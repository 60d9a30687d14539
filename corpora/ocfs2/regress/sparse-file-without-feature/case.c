/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(sparse_file_without_feature,
    "BUG: failure in ocfs2_dinode_insert_check < ocfs2_insert_extent < ocfs2_add_clusters_in_btree",
    "The superblock says that files have no holes (no OCFS2_FEATURE_INCOMPAT_SPARSE_ALLOC), a "
    "file has some, and nobody compares the two: a write into a hole gets to "
    "ocfs2_dinode_insert_check(), which panics.")
