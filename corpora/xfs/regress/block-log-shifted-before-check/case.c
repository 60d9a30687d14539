/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(block_log_shifted_before_check,
    "UBSAN: shift-out-of-bounds in xfs_validate_sb_common < xfs_sb_read_verify < xfs_buf_ioend",
    "xfs_validate_sb_common() shifts by sb_blocklog to check the alignment of sparse inodes, "
    "before it compares it with XFS_MAX_BLOCKSIZE_LOG: a shift of a 64 bit number by 128.")
