/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(block_kept_at_full_disk, "leak of buffer_head",
    "affs_extent_file_ofs() keeps a reference to the last block of the file, prev_bh, where "
    "there is no room for the next one.")
