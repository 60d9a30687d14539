/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(super_replaced_in_replay,
    "BUG: divide error in journal_read < journal_init < reiserfs_fill_super",
    "journal_read_transaction() replays a logged block onto the super block's own buffer, and "
    "goes on computing with it: a logged super block with a journal of size 0 makes the next "
    "modulo a division by zero.")
