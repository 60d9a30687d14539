/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(rotational_positions_unchecked,
    "BUG: kernel NULL pointer dereference in ufs_free_blocks < ufs_truncate_blocks"
    " < ufs_evict_inode",
    "ufs_fill_super() takes fs_nrpos without check: ubh_cg_blks() multiplies a cylinder's "
    "number by it, and ufs_free_blocks() counts in a buffer behind those of the group, at "
    "NULL.")
