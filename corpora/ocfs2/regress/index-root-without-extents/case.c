/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(index_root_without_extents,
    "BUG: kernel NULL pointer dereference in ocfs2_dx_dir_lookup_rec < ocfs2_dx_dir_lookup < "
    "ocfs2_find_entry",
    "The index of a directory has no extent (l_next_free_rec is 0): "
    "ocfs2_dx_dir_lookup_rec() looks at none, and its message is about the one it has "
    "not looked at.")
