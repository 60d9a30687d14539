/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(bitmap_dirtied_after_error,
    "WARNING in mark_buffer_dirty < udf_free_blocks < udf_free_inode",
    "udf_bitmap_free_blocks() dirties the block of the space bitmap and never looks whether "
    "its last write failed: it is not up to date then, and mark_buffer_dirty() warns.")
