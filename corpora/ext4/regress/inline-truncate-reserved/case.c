/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(inline_truncate_reserved,
    "WARNING in ext4_da_update_reserve_space < ext4_ext_map_blocks < ext4_map_blocks",
    "ext4_inline_data_truncate() of a file that has just outgrown its inode drops its extent "
    "status, and with it the block reserved; the page stays dirty and delayed, and when it is "
    "written ext4_da_update_reserve_space() finds nothing reserved, and warns.")
