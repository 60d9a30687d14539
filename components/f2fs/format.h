/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of F2FS, as include/linux/f2fs_fs.h and
 * Documentation/filesystems/f2fs.rst of Linux describe it. */
#ifndef RUMPUS_F2FS_FORMAT_H
#define RUMPUS_F2FS_FORMAT_H

#include "fuzz/mutate/format.h"

extern const struct format f2fs_format;

enum f2fs_kind {
	F2FS_SUPER,
	F2FS_CHECKPOINT, /* the first or last block of a pack */
	F2FS_PACK,       /* a block between them: summaries, orphans */
	F2FS_NAT,        /* of the table where nodes are */
	F2FS_SIT,        /* of the table of segments */
	F2FS_SSA,        /* of the table of who owns blocks */
	F2FS_INODE,
	F2FS_NODE, /* pointers */
	F2FS_DIR,
	F2FS_NKINDS
};

void f2fs_scan(struct format_map *, const uint8_t *data, uint64_t size);
void f2fs_repair(const struct format_map *, struct target_image *, const struct span *, size_t n);

#endif
