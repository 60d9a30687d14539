/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(inode_map_dirtied_after_error,
    "WARNING in mark_buffer_dirty < minix_new_inode < minix_mknod",
    "minix_new_inode() dirties the block of the inode map and never looks whether its last "
    "write failed: such a buffer is not up to date, and mark_buffer_dirty() warns.")
