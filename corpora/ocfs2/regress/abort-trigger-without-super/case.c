/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(abort_trigger_without_super,
    "BUG: kernel NULL pointer dereference in ocfs2_handle_error < __ocfs2_error < "
    "ocfs2_abort_trigger",
    "ocfs2_abort_trigger() takes the superblock from b_bdev->bd_super, which an "
    "unmount has already set to NULL when the journal's last commit finds it aborted.")
