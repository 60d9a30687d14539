/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(directory_with_two_parents,
    "BUG: failure in ocfs2_dentry_attach_lock < ocfs2_lookup < __lookup_slow",
    "A bitmap of inodes in use is wrong, so that a new directory gets the block of "
    "one that exists: looked up in another parent its dentry is found, and "
    "ocfs2_dentry_attach_lock() panics as the parent is not the same.")
