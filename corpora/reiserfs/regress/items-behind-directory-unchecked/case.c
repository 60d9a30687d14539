/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(items_behind_directory_unchecked,
    "KASAN in leaf_paste_entries < balance_leaf < do_balance",
    "is_leaf() returns at the first directory item of a leaf and checks no item behind it: an "
    "ih_entry_count larger than the item gets to leaf_paste_entries(), which takes names for "
    "entry heads and moves a negative length.")
