/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(block_group_in_use_deleted,
    "BUG: failure in update_existing_head_ref < add_delayed_ref_head < btrfs_add_delayed_data_ref",
    "btrfs_read_block_groups() believes the used field of a block group item: with 0 the "
    "group that holds the trees is deleted as unused and given out again, as data, too, and "
    "update_existing_head_ref() has a BUG_ON() for the same bytes as both.")
