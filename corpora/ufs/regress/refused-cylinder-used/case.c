/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(refused_cylinder_used,
    "BUG: kernel NULL pointer dereference in _ubh_find_next_zero_bit_ < ufs_new_inode < ufs_create",
    "ufs_read_cylinder() finds cg_irotor beyond the inodes of the group and complains, but "
    "returns nothing: ufs_load_cylinder() gives the group all the same, and ufs_new_inode() "
    "searches behind the buffers of its map, at NULL.")
