/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(changes_left_at_remount_ro, "BUG: failure in jfs_evict_inode < evict < evict_inodes",
    "jfs_commit_inode() does nothing once the file system was remounted read-only by "
    "errors=remount-ro, so what an inode changed without a transaction stays locked, the "
    "inode stays on anon_inode_list, and jfs_evict_inode() meets it there at unmount, a BUG. "
    "The error is a dmap's start behind the end of the device.")
