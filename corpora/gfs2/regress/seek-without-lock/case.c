/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(seek_without_lock,
    "BUG: kernel NULL pointer dereference in __gfs2_glock_dq < gfs2_glock_dq_uninit"
    " < gfs2_seek_hole",
    "gfs2_seek_hole() calls gfs2_glock_dq_uninit() where gfs2_glock_nq_init() has failed, "
    "too: after a withdrawal each lseek(SEEK_HOLE) follows a NULL glock.")
