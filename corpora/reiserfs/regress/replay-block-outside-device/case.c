/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(replay_block_outside_device,
    "BUG: kernel NULL pointer dereference in journal_read < journal_init < reiserfs_fill_super",
    "journal_read_transaction() reads b_blocknr of what sb_getblk() gave to compare it with "
    "the size of the file system: for j_realblock of a log descriptor outside of the device "
    "that is NULL.")
