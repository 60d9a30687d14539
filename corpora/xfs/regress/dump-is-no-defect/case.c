/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_CLEAN(dump_is_no_defect,
    "XFS dumps a super block that it refuses, which holds \"KASAN:\": what an image says is no "
    "report of the kernel.")
