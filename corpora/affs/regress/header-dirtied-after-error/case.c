/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(header_dirtied_after_error,
    "WARNING in mark_buffer_dirty < mark_buffer_dirty_inode < affs_truncate",
    "affs_truncate() dirties the buffer of a file's header, which i_ext_bh keeps, and never "
    "looks whether its last write failed: it is not up to date then, and mark_buffer_dirty() "
    "warns. affs_alloc_extblock() does the same.")
