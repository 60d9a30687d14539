/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(summary_size_rounded_up,
    "KASAN in _ubh_ubhcpymem_ < ufs_read_cylinder_structures < ufs_fill_super",
    "ufs_read_cylinder_structures() allocates fs_cssize bytes for the summary of cylinder "
    "groups and copies whole fragments to it: with a size that is no multiple of fs_fsize the "
    "copy writes behind the allocation.")
