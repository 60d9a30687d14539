/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(tree_made_direct_with_dirty_node,
    "KASAN in nilfs_direct_propagate < nilfs_bmap_propagate < nilfs_collect_file_node",
    "nilfs_btree_check_delete() trusts that the last key of a node is its largest: a tree "
    "whose node has a 0 there becomes a direct map while that node is dirty. "
    "nilfs_direct_propagate() takes the node for a block of data, and its place in the cache "
    "of nodes for an index of the map's 6 pointers.")
