/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(value_offset_in_entry_table,
    "KASAN in ext2_xattr_set < ext2_xattr_user_set < __vfs_setxattr",
    "ext2_xattr_set() takes the lowest e_value_offs of a block as the begin of the values and "
    "does not check that it lies behind the table of entries: the free space is computed "
    "below zero, as a size_t it is huge, and the new value is written before the block.")
