/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(mdb_dirtied_after_error,
    "WARNING in mark_buffer_dirty < hfs_mdb_close < hfs_put_super",
    "hfs_mdb_close() dirties the buffer of the master directory block and does not look "
    "whether its last write failed: it is not up to date then, and mark_buffer_dirty() warns.")
