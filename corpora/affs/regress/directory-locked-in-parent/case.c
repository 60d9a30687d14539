/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEBUG(directory_locked_in_parent,
    "WARNING: possible recursive locking in affs_remove_header < affs_rename2 < vfs_rename",
    "affs_remove_header() locks the table of a directory, to see that it is empty, while it "
    "has that of its parent: affs_lock_dir() gives both the same class and level, so that "
    "lockdep can not tell them from one lock.")
