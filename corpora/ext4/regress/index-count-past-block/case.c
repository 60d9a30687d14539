/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(index_count_past_block,
    "KASAN in ext4_dx_csum < ext4_dx_csum_verify < __ext4_read_dirblock",
    "KASAN: use-after-free in ext4_dx_csum")
