/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(log_closed_by_failed_remount,
    "BUG: kernel NULL pointer dereference in txEnd < jfs_unlink < vfs_unlink",
    "lmLogClose() forgets the log and then tells of an error of lmLogShutdown(), so a remount "
    "to read-only fails and the file system stays writable without a log. txBegin() returns 0 "
    "for the missing log, which no caller looks at, and txEnd() follows the super block of "
    "transaction 0, which has none.")
