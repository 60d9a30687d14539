/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(system_flag_ambiguous,
    "BUG: failure in ocfs2_iget < ocfs2_init_global_system_inodes < ocfs2_fill_super",
    "s_root_blkno of the superblock may name an inode of the system: "
    "ocfs2_read_locked_inode() takes the flag OCFS2_SYSTEM_FL, which is the disk's, for a "
    "promise of its callers, and panics. So it does for the entry .. of a directory, where "
    "ocfs2_check_if_ancestor() follows it.")
