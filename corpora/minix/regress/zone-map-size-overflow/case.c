/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(zone_map_size_overflow, "KASAN in minix_fill_super < mount_bdev < minix_mount",
    "minix_fill_super() computes how many blocks the map of zones needs in 32 bits: with "
    "almost 2^32 zones the sum overflows to 0, a super block with no such block is accepted, "
    "and s_zmap[0] is read from behind the array.")
