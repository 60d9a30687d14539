/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(bufdata_freed_by_withdraw,
    "KASAN in gfs2_invalidate_folio < truncate_cleanup_folio < truncate_inode_pages_range",
    "trans_drain() frees the gfs2_bufdata of a transaction that a withdrawal, here after a "
    "failed write of the log, gives up, and leaves b_private of their buffers pointing to "
    "them: gfs2_discard() reads them when the pages are dropped at unmount.")
