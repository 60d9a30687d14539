/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(objectid_map_size_unchecked,
    "KASAN in reiserfs_get_unused_objectid < reiserfs_new_inode < reiserfs_create",
    "check_objectid_map() looks at the first number alone, s_oid_cursize of the super block "
    "is trusted: reiserfs_get_unused_objectid() moves a map of 24642 numbers, almost 100 KB "
    "from a buffer of one block.")
