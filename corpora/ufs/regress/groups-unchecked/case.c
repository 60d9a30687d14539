/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(groups_unchecked,
    "WARNING in ufs_read_cylinder_structures < ufs_fill_super < mount_bdev",
    "ufs_read_cylinder_structures() takes fs_ncg without check against fs_size and asks "
    "kmalloc_array() for 16777218 pointers, of which __alloc_pages() warns.")
