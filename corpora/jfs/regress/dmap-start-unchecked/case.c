/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(dmap_start_unchecked,
    "UBSAN: array-index-out-of-bounds in dbAllocBits < dbAllocNear < dbAlloc",
    "dbAllocNear() adds what it finds in a dmap to dmap.start, which nobody compares with the "
    "dmap's place: dbAllocBits() makes an allocation group of it, 509 of 128, and counts in "
    "db_agfree behind its end.")
