/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(inode_map_offset_unchecked,
    "UBSAN: array-index-out-of-bounds in ufs_new_inode < ufs_mkdir < vfs_mkdir",
    "ufs_read_cylinder() takes cg_iusedoff of a cylinder group without check: ufs_new_inode() "
    "looks for a free inode at this offset, and takes a buffer_head from far behind the 8 "
    "that there are.")
