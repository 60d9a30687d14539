/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of cramfs, as include/uapi/linux/cramfs_fs.h of Linux describes it. */
#ifndef RUMPUS_CRAMFS_FORMAT_H
#define RUMPUS_CRAMFS_FORMAT_H

#include "fuzz/mutate/format.h"

extern const struct format cramfs_format;

enum cramfs_kind {
	CRAMFS_SUPER,  /* the inode of the root is its end */
	CRAMFS_INODE,  /* an entry of a directory: the inode, then the name */
	CRAMFS_BLOCKS, /* where each block of a file or link ends */
	CRAMFS_DATA,   /* those blocks, compressed */
	CRAMFS_NKINDS
};

void cramfs_scan(struct format_map *, const uint8_t *data, uint64_t size);
void cramfs_repair(const struct format_map *, struct target_image *, const struct span *, size_t n);

#endif
