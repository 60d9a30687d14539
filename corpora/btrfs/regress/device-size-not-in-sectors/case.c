/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(device_size_not_in_sectors,
    "WARNING in btrfs_update_device < btrfs_chunk_alloc_add_chunk_item < btrfs_chunk_alloc",
    "The total_bytes of a device item is compared with what the disk has, not with the size "
    "of a sector: 16776960 is taken, and btrfs_update_device(), which writes it back, warns "
    "that it is no multiple of 4096.")
