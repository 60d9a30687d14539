/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(overrun,
    "KASAN in canary_write < vfs_write < ksys_write",
    "KASAN: slab-out-of-bounds in canary_write")
