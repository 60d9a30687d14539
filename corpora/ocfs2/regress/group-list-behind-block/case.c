/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(group_list_behind_block,
    "KASAN in ocfs2_bg_discontig_fix_result < ocfs2_search_chain < ocfs2_claim_suballoc_bits",
    "l_next_free_rec of a block group's list of extents is not compared with the room "
    "for them: ocfs2_bg_discontig_fix_result() reads on behind the block.")
