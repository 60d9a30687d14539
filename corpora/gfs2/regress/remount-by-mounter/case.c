/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(remount_by_mounter,
    "BUG: failure in gfs2_glock_nq < gfs2_freeze_lock_shared < gfs2_reconfigure",
    "gfs2_reconfigure() takes the freeze glock, which gfs2_fill_super() has taken in the name "
    "of the mounting process and holds: where this process remounts read-only, add_to_queue() "
    "sees one process queue twice, a BUG.")
