/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(page_of_no_blocks, "BUG: failure in dbAlloc < dbReAlloc < dtInsert",
    "dtSplitUp() takes the length of a full page from its header.self, not from the entry "
    "that led to it: a page of no blocks is to grow by none, and dbAlloc() asserts that "
    "somebody wants some.")
