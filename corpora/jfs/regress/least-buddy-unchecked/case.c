/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(least_buddy_unchecked, "UBSAN: shift-out-of-bounds in dbJoin < dbFreeBits < dbFree",
    "dbFreeBits() takes budmin of a dmap's tree, which is 5 in every dmap, as it is on the "
    "disk: dbJoin() shifts 1 by the size of the freed blocks less -46, by 47. dbSplit() does "
    "the same for what is allocated.")
