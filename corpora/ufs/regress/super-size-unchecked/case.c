/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(super_size_unchecked,
    "BUG: kernel NULL pointer dereference in ufs_fill_super < mount_bdev < ufs_mount",
    "ufs_fill_super() reads as much of the super block as its own fs_sbsize says, 1024 bytes, "
    "and then takes what is at 1024, its third part, from a buffer that is NULL.")
