/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(sectors_per_fragment_unchecked,
    "BUG: kernel NULL pointer dereference in ufs_alloccg_block < ufs_alloc_fragments < "
    "ufs_new_fragments",
    "ufs_fill_super() takes fs_nspf without check: ufs_cbtocylno() makes a cylinder's number "
    "of it, and ufs_alloccg_block() counts in a buffer behind those of the group, at NULL.")
