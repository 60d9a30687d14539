/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(frozen_after_failed_thaw,
    "INFO: task blocked for good in filename_create < do_mkdirat < sys_mkdirat",
    "jfs_unfreeze() lets transactions go on where lmLogInit() fails, but returns the error: "
    "to the VFS the file system then is still frozen, and whoever wants to write waits for "
    "good. The log can not be set up here as its super block was read from a disk that is "
    "gone, an error that lbmRead() does not tell of.")
