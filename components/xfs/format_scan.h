/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#ifndef RUMPUS_XFS_FORMAT_SCAN_H
#define RUMPUS_XFS_FORMAT_SCAN_H

#include "fuzz/mutate/format.h"

void xfs_scan(struct format_map *, const uint8_t *data, uint64_t size);
void xfs_repair(const struct format_map *, struct target_image *, const struct span *, size_t n);

#endif
