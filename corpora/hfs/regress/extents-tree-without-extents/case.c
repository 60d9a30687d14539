/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(extents_tree_without_extents,
    "BUG: kernel NULL pointer dereference in hfs_find_init < hfs_get_block < block_read_full_folio",
    "hfs_btree_open() refuses an extents file with more blocks than its first extents have, "
    "but not one with none: to read its header node hfs_get_block() asks the extents tree, "
    "which is only being opened, a NULL pointer.")
