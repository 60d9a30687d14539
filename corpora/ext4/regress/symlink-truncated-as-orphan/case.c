/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(symlink_truncated_as_orphan, "leak of buffer_head",
    "ext4_orphan_get() lets a list of orphans name a symbolic link with a block, and "
    "ext4_truncate() zeroes the block's tail in a page of the link's mapping. That one has no "
    "operations, so when the inode is evicted nobody drops the buffers, and they and the page "
    "are lost: 4 buffers and a page at each mount.")
