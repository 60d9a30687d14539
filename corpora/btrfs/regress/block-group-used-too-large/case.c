/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(block_group_used_too_large,
    "WARNING in btrfs_relocate_block_group < btrfs_relocate_chunk < __btrfs_balance",
    "btrfs_read_block_groups() believes the used field of a block group item, which the "
    "checker of trees compares with the size of the group alone: with 65536 in an empty group "
    "there is nothing to move, but btrfs_relocate_block_group() finds the group in use behind "
    "it, and warns.")
