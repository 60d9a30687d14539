/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(inodes_per_block_unchecked, "KASAN in ufs_iget < ufs_lookup < __lookup_slow",
    "ufs_fill_super() takes fs_inopb without check against fs_bsize: ufs_inotofsbo() gives "
    "places of inodes in a fragment that are far behind it, and ufs_iget() reads there.")
