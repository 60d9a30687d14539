/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(block_given_twice,
    "INFO: task blocked for good in lock_metapage < __get_metapage < ea_write",
    "dbAllocNear() adds what it finds in a dmap to dmap.start, which nobody compares with the "
    "dmap's place, while dbAllocBits() marks the bit that the sum has in a dmap: with a start "
    "that is no multiple of 8192 another one than was found free, so the same block is given "
    "twice. ea_write() then waits for the page of the old attributes, which its own caller "
    "has locked.")
