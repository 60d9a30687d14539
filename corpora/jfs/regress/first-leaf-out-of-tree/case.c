/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(first_leaf_out_of_tree, "WARNING in dbAdjTree < dbJoin < dbFreeBits",
    "dbFreeBits() takes leafidx of a dmap's tree, which is 85 in every dmap, as it is on the "
    "disk: -2147483563 lies before every tree, of which dbAdjTree() warns, and the blocks are "
    "not counted in the tree.")
