/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(page_beyond_mapping, "BUG: failure in clear_inode < jfs_evict_inode < evict",
    "jfs_readdir() follows header.next of a directory's page without check: next page -1 is "
    "read into the last page that a mapping can have, truncate_inode_pages() of the direct "
    "inode ends before it, and clear_inode() meets a page at unmount, a BUG.")
