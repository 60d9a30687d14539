/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(branch_head_kept, "leak of kmalloc-96",
    "free_full_branch() gives up an indirect block by ubh_bforget(), which forgets the "
    "buffers but, other than ubh_brelse(), does not free the ufs_buffer_head that they are "
    "in.")
