/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(fragments_per_block_unchecked,
    "UBSAN: array-index-out-of-bounds in ufs_alloc_fragments < ufs_new_fragments"
    " < ufs_getfrag_block",
    "ufs_fill_super() takes fs_frag without check against fs_bsize and fs_fsize: "
    "ufs_alloc_fragments() walks cg_frsum, which has 8 counters, up to fs_frag.")
