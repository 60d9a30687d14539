/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(undo_in_failed_fat_block,
    "WARNING in mark_buffer_dirty < mark_buffer_dirty_inode < fat32_ent_put",
    "fat_chain_add() takes an entry back where the synchronous write of its block of the FAT "
    "has failed: fat32_ent_put() dirties a buffer that is no longer up to date, and "
    "mark_buffer_dirty() warns.")
