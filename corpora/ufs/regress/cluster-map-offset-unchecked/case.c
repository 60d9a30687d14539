/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(cluster_map_offset_unchecked,
    "UBSAN: array-index-out-of-bounds in ufs_clusteracct < ufs_free_blocks < free_full_branch",
    "ufs_read_cylinder() takes cg_clusteroff of a cylinder group without check: "
    "ufs_clusteracct() sets bits at this offset, and takes a buffer_head from far behind the "
    "8 that there are.")
