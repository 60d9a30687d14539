/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(cluster_sum_offset_unchecked,
    "UBSAN: array-index-out-of-bounds in ufs_clusteracct < ufs_free_blocks < ufs_truncate_blocks",
    "ufs_read_cylinder() takes cg_clustersumoff of a cylinder group without check: "
    "ufs_clusteracct() counts at this offset, and takes a buffer_head from far behind the 8 "
    "that there are.")
