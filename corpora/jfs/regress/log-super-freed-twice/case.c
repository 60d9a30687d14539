/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(log_super_freed_twice, "KASAN in lmLogInit < lmLogOpen < jfs_mount_rw",
    "lmLogInit() frees the buffer of the log's super block twice where its write fails, in "
    "lbmIOWait() by lbmFREE and once more behind errout20: the free list becomes a ring, and "
    "lbmLogShutdown() walks it for ever over what it has freed.")
