/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(root_dirtied_after_error,
    "WARNING in mark_buffer_dirty < affs_commit_super < affs_sync_fs",
    "affs_commit_super() dirties the buffer of the root block, which s_root_bh keeps, and "
    "never looks whether its last write failed: it is not up to date then, and "
    "mark_buffer_dirty() warns.")
