/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(used_node_free_in_map,
    "WARNING in hfs_bnode_create < hfs_bmap_alloc < hfs_bnode_split",
    "hfs_bmap_alloc() takes a node that the map in a tree's header node calls free and does "
    "not check that nobody has it: hfs_bnode_create() warns of a node that is there already, "
    "and returns it without a reference, which is a BUG in hfs_bnode_put().")
