/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(quota_change_twice, "BUG: failure in gfs2_glock_nq < do_sync < gfs2_quota_sync",
    "gfs2_quota_init() accepts two entries of one ID in a quota change file: do_sync() locks "
    "the glock of each, which is the same one, and add_to_queue() has a BUG() for that.")
