/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(page_claims_root,
    "UBSAN: array-index-out-of-bounds in dtInsertEntry < dtInsert < jfs_mkdir",
    "DT_GETSTBL() asks header.flag whether a page is the root of a directory, not where it "
    "was read from. In another page that claims to be one the table stbl is where the page's "
    "own address is, and dtInsertEntry() reads slot -1 by it. A root that denies being one has "
    "its stblindex believed likewise, as DT_GETPAGE() checks that of other pages alone.")
