/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(bad_cluster_size_shifted,
    "UBSAN: shift-out-of-bounds in ocfs2_fill_super < mount_bdev < ocfs2_mount",
    "ocfs2_verify_volume() finds s_clustersize_bits of the superblock out of range, "
    "and shifts 1 by it for the message that says so.")
