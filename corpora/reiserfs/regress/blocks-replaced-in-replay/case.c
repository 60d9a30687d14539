/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(blocks_replaced_in_replay,
    "BUG: unable to handle page fault in cleanup_bitmap_list < free_list_bitmaps < "
    "free_journal_ram",
    "journal_read_transaction() replays a logged block onto the super block's own buffer: by "
    "a logged number of blocks of 0 there are 131072 bitmaps, and cleanup_bitmap_list() frees "
    "as many where journal_init() fails, of an array that was made for one.")
