/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(bitmap_dirtied_after_error,
    "WARNING in mark_buffer_dirty < affs_alloc_block < affs_new_inode",
    "affs_alloc_block() dirties the buffer of a bitmap block, which s_bmap_bh keeps, and "
    "never looks whether its last write failed: it is not up to date then, and "
    "mark_buffer_dirty() warns. affs_free_block() does the same.")
