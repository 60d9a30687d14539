/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(least_buddy_out_of_tree, "WARNING in dbAdjTree < dbSplit < dbAllocBits",
    "dbAllocBits() takes budmin of a dmap's tree, which is 5 in every dmap, as it is on the "
    "disk: with -16 the buddy that dbSplit() computes for a leaf is behind the last one, of "
    "which dbAdjTree() warns.")
