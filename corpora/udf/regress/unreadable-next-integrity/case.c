/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(unreadable_next_integrity,
    "BUG: unable to handle page fault in udf_fill_super < mount_bdev < udf_mount",
    "udf_load_logicalvolint() returns where the next descriptor of integrity can not be read, "
    "and keeps the one before, whose number of partitions is not checked then: "
    "udf_sb_lvidiu() goes millions of bytes beyond its block.")
