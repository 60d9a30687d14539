/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(xattr_inline_size_unchecked,
    "BUG: failure in ocfs2_claim_metadata < ocfs2_create_xattr_block < ocfs2_xattr_block_set",
    "s_xattr_inline_size of the superblock is not looked at: a new file that inherits "
    "an ACL reserves no metadata for it, and ocfs2_claim_metadata() panics.")
