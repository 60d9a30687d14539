/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(map_level_unchecked, "BUG: failure in dbAdjCtl < dbAllocNear < dbAlloc",
    "dbMount() takes dn_maxlevel of the block map without check: dbAdjCtl() asserts that the "
    "highest level it comes to is this one, and a level of 2147483650 is a BUG.")
