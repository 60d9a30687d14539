/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(neighbour_node_unchecked,
    "KASAN in leaf_paste_entries < leaf_copy_dir_entries < leaf_copy_boundary_item",
    "get_neighbors() reads the nodes left and right of one to balance by sb_bread() and does "
    "not check them with is_tree_node() as search_by_key() does: leaf_paste_entries() writes "
    "by a wrong blk_nr_item of a neighbour, to behind the block.")
