/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(directory_item_of_no_entries,
    "BUG: failure in direntry_check_right < check_right < fix_nodes",
    "is_leaf() returns at the first directory item of a leaf and checks no item behind it: "
    "one of no entries gets to direntry_check_right(), which has a BUG_ON() for an item of "
    "which all entries can be moved.")
