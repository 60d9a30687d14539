/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(first_leaf_unchecked,
    "UBSAN: array-index-out-of-bounds in dbJoin < dbFreeBits < dbFree",
    "dbFreeBits() takes leafidx of a dmap's tree, which is 85 in every dmap, as it is on the "
    "disk: dbJoin(), which a budmin of -1 lets join anything, compares leaves at 4278190165 "
    "of 1365.")
