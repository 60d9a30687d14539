/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(reserve_underflow_after_abort,
    "WARNING in btrfs_release_global_block_rsv < btrfs_free_block_groups < close_ctree",
    "A transaction that is aborted as __btrfs_free_extent() gets no memory leaves less in "
    "bytes_may_use than the global reserve holds: btrfs_release_global_block_rsv() subtracts "
    "below zero at unmount, and warns.")
