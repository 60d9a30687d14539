/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of SquashFS, as fs/squashfs/squashfs_fs.h and
 * Documentation/filesystems/squashfs.rst of Linux describe it.  It has no
 * checksums. */
#ifndef RUMPUS_SQUASHFS_FORMAT_H
#define RUMPUS_SQUASHFS_FORMAT_H

#include "fuzz/mutate/format.h"

extern const struct format squashfs_format;

enum squashfs_kind {
	SQUASHFS_SUPER,
	SQUASHFS_BLOCK, /* two bytes of length, then up to 8 KiB of a table */
	SQUASHFS_TABLE, /* places of such blocks */
	/* What lies in blocks that are not compressed. */
	SQUASHFS_INODE,
	SQUASHFS_ENTRIES, /* of a directory: a header and those that share it */
	SQUASHFS_NKINDS
};

void squashfs_scan(struct format_map *, const uint8_t *data, uint64_t size);

#endif
