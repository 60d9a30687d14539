/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(master_block_beyond_mapping,
    "BUG: failure in __gfs2_glock_put < glock_work_func < process_one_work",
    "gfs2_read_sb() takes no_addr of the master directory without check: block -1 is read "
    "into the last page that a mapping can have, truncate_inode_pages_final() ends before it, "
    "and __gfs2_glock_put() meets a mapping that is not empty, a BUG.")
