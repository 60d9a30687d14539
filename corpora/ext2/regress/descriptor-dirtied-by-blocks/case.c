/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(descriptor_dirtied_by_blocks,
    "WARNING in mark_buffer_dirty < ext2_free_blocks < __ext2_truncate_blocks",
    "group_adjust_blocks() dirties the block of the group descriptors and never looks whether "
    "its last write failed: it is not up to date then, and mark_buffer_dirty() warns.")
