/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(page_slot_unchecked,
    "UBSAN: array-index-out-of-bounds in dtInsertEntry < dtInsert < jfs_create",
    "dtInsertEntry() tells the index table of entries that it moves and takes their slots "
    "from stbl, a table of signed bytes, without check: slot -66 is read from before the "
    "page. dtDelete(), dtSplitPage() and dtMoveEntry() take slots from it likewise.")
