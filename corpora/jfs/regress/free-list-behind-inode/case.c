/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(free_list_behind_inode, "KASAN in dtInsertEntry < dtInsert < jfs_symlink",
    "dtInsertEntry() takes header.freelist of a directory's root for the slot to write the "
    "new entry to: the root, which lies in the inode, has 9 slots, number 127 is behind the "
    "inode.")
