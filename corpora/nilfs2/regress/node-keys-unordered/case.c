/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(node_keys_unordered,
    "WARNING in nilfs_btree_assign < nilfs_bmap_assign < nilfs_segctor_do_construct",
    "nilfs_btree_node_broken() looks at the level and the number of children, not at the "
    "keys: with keys that do not ascend a block that was found once is not found again, and "
    "nilfs_btree_assign() warns in the segment constructor.")
