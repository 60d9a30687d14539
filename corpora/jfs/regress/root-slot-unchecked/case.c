/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(root_slot_unchecked, "KASAN in dtSearch < jfs_lookup < __lookup_slow",
    "dtSearch() takes a number of stbl in the root of a directory as it is and compares the "
    "key in this slot: the root, which lies in the inode, has 9 slots, number 29 is read from "
    "behind the inode.")
