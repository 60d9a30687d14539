/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(remount_forgets_format,
    "KASAN in affs_free_block < affs_truncate < affs_file_release",
    "affs_remount() puts the options it parsed in place of s_flags and loses SF_OFS, which "
    "affs_fill_super() took from the disk: a file made then has blocks of 512 bytes, is "
    "truncated by blocks of 488, and affs_free_block() gets those that it does not have, "
    "block 0, and reads behind s_bitmap.")
