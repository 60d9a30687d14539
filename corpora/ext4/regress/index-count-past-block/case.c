/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(index_count_past_block,
    "KASAN in ext4_dx_csum < ext4_dx_csum_verify < __ext4_read_dirblock",
    "ext4_dx_csum_verify() compares the limit of an index block with the size of the block, "
    "but not its count: ext4_dx_csum() adds up as many entries, far behind the block.")
