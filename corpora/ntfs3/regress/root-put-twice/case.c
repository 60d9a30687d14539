/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(root_put_twice, "BUG: failure in iput < ntfs_fill_super < get_tree_bdev",
    "ntfs_fill_super() goes to put_inode_out when d_make_root() has no memory, and puts the "
    "root inode that d_make_root() has put already: iput() of a freed inode is a BUG.")
