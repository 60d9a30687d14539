/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(rename_done_but_commit_fails, "WARNING in drop_nlink < nilfs_rename < vfs_rename",
    "nilfs_rename() commits last, and with sync constructs a segment there: where that fails "
    "(here for a block whose DAT entry begins at a checkpoint yet to come) it gives EIO for a "
    "rename that is done, and the VFS keeps the dentry of the file that was replaced.  The "
    "next rename over that name takes a link from an inode that has none.")
