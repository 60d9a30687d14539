/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(journaled_block_as_inode,
    "BUG: failure in ocfs2_populate_inode < ocfs2_iget < ocfs2_lookup",
    "A directory entry names a block of the quota file, which is in the journal since "
    "the mount: ocfs2_read_locked_inode() does not check blocks that are, and "
    "ocfs2_populate_inode() panics as it is no inode.")
