/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(directory_mode_unwritten, "remount changes mode",
    "affs_mkdir() sets the mode of a new directory and does not call mark_inode_dirty(), as "
    "affs_create() does: what is on the disk is mode 0700, whatever was asked for.")
