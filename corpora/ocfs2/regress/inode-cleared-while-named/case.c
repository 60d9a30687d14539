/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(inode_cleared_while_named,
    "BUG: failure in iput < ocfs2_dentry_iput < dentry_unlink_inode",
    "The second extent of the file of group quotas begins where it should not: after "
    "a rename over a file its inode is cleared though a dentry still has it, which "
    "iput() finds at unmount.")
