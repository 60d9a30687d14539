/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(wrong_root_of_tree_block,
    "WARNING in __btrfs_free_extent < __btrfs_run_delayed_refs < btrfs_run_delayed_refs",
    "Nobody compares the root in a tree block's back reference with the owner of the block: "
    "__btrfs_free_extent() does not find the reference it is to drop, and warns.")
