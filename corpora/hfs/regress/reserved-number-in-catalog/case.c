/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(reserved_number_in_catalog,
    "BUG: failure in hfs_write_inode < __writeback_single_inode < writeback_sb_inodes",
    "hfs_read_inode() takes the CNID of a catalog record without check: a directory with a "
    "number below the first one for users, 0 here, is a BUG when hfs_write_inode() writes it.")
