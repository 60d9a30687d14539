/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(group_dirtied_after_error,
    "WARNING in mark_buffer_dirty < ubh_mark_buffer_dirty < ufs_alloc_fragments",
    "ufs_alloc_fragments() dirties the buffers of a cylinder group, which stay loaded, and "
    "never looks whether their last write failed: such a buffer is not up to date, and "
    "mark_buffer_dirty() warns. ufs_new_inode() does the same.")
