/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(inline_truncate_reserved,
    "WARNING in ext4_da_update_reserve_space < ext4_ext_map_blocks < ext4_map_blocks",
    "WARNING in ext4_da_update_reserve_space")
