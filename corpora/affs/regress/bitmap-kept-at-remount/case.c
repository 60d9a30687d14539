/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(bitmap_kept_at_remount, "leak of kmalloc-32",
    "affs_init_bitmap() keeps s_bitmap where it finds a bitmap block damaged and has the "
    "mount be read-only; at a remount that asks for writing it puts a new one in its place "
    "and loses the old one.")
