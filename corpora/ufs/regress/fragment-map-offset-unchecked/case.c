/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(fragment_map_offset_unchecked,
    "BUG: kernel NULL pointer dereference in _ubh_isblockset_ < ufs_free_blocks < "
    "ufs_truncate_blocks",
    "ufs_read_cylinder() takes cg_freeoff of a cylinder group without check: "
    "ufs_free_blocks() looks at the map of fragments at this offset, which is behind the "
    "buffers of the group, at NULL.")
