/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(entries_moved_past_page, "KASAN in dtSplitPage < dtInsert < jfs_create",
    "dtSplitPage() moves the entries that a page's table stbl names and does not check the "
    "table: slot 0, the header, is taken for an entry with a name of any length, and "
    "dtMoveEntry() writes slots of it until it is behind the new page.")
