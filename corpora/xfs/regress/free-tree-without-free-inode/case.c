/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(free_tree_without_free_inode,
    "UBSAN: shift-out-of-bounds in xfs_dialloc < xfs_create < xfs_generic_create",
    "xfs_dialloc_ag() believes that a record of the free inode tree has a free inode, which "
    "an ASSERT() alone checks: where agi_free_root names the other inode tree the first free "
    "one is -1, and it shifts by that.")
