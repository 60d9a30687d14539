/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(super_dirtied_after_error,
    "WARNING in mark_buffer_dirty < minix_put_super < generic_shutdown_super",
    "minix_put_super() dirties the buffer of the super block, whose write at mount failed: it "
    "is not up to date, and mark_buffer_dirty() warns.")
