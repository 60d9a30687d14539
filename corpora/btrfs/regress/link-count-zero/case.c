/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(link_count_zero, "WARNING in drop_nlink < btrfs_unlink < vfs_unlink",
    "An inode item with a link count of 0 that a name points to is accepted: btrfs_unlink() "
    "drops the count below zero, and drop_nlink() warns.")
