/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(free_buddy_shift,
    "UBSAN: shift-out-of-bounds in extAlloc < jfs_get_block < __block_write_begin_int",
    "dbMount() takes dn_maxfreebud of the block map without check: extBalloc() shifts 1 by "
    "it, by -62 here.")
