/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(long_lock_declared_short,
    "UBSAN: array-index-out-of-bounds in add_missing_indices < jfs_readdir < iterate_dir",
    "txLinelock() gives locks of 28 pieces (TLOCKLONG), which fit in the 64 bytes of a lock, "
    "but struct dt_lock declares 20: add_missing_indices() is out of the array, not of the "
    "memory, once a page has more entries without an index than one lock and 20 pieces of the "
    "next.")
