/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(group_free_count_untrue,
    "BUG: failure in ocfs2_block_group_set_bits < ocfs2_search_chain < ocfs2_claim_suballoc_bits",
    "bg_free_bits_count of a block group is not compared with its bitmap: "
    "ocfs2_search_chain() finds more free bits in the bitmap than the count has, and "
    "ocfs2_block_group_set_bits() panics.")
