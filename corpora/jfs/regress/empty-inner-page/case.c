/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(empty_inner_page,
    "UBSAN: array-index-out-of-bounds in dtSearch < jfs_lookup < path_openat",
    "dtSearch() follows the address in an entry of an inner page to any block. What it takes "
    "for an inner page there has no entries: no comparison looked at stbl[0], and its -1, "
    "which the binary search would have refused, is the slot that the next address is read "
    "from.")
