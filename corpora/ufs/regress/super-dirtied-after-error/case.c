/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(super_dirtied_after_error,
    "WARNING in mark_buffer_dirty < ubh_mark_buffer_dirty < ufs_put_cstotal",
    "ufs_put_cstotal() dirties the buffers of the super block, which s_ubh keeps, and never "
    "looks whether their last write failed: such a buffer is not up to date, and "
    "mark_buffer_dirty() warns.")
