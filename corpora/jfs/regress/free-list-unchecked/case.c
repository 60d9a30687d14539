/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(free_list_unchecked,
    "UBSAN: array-index-out-of-bounds in dtInsertEntry < dtInsert < jfs_mknod",
    "dtInsertEntry() takes header.freelist of a directory's root, a signed byte, for the slot "
    "to write the new entry to, with no check but the count of free slots: slot -2 lies "
    "before the root. dtSplitRoot(), which moves the list to a page, begins at it likewise.")
