/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(page_at_lsn_zero,
    "WARNING in jfs_flush_journal < jfs_umount < jfs_put_super",
    "lmLogInit() starts a log without integrity at lsn 0, and no LOG_MOUNT record moves it on "
    "after a thaw. The first page that is logged then is put on the synclist with lsn 0, "
    "which remove_from_logsync() takes for not being there: it stays, and jfs_flush_journal() "
    "waits 50 s for it at unmount and warns.")
