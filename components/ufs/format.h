/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of FFS, versions 1 and 2, as fs/ufs/ufs_fs.h of Linux describes it. */
#ifndef RUMPUS_UFS_FORMAT_H
#define RUMPUS_UFS_FORMAT_H

#include "fuzz/mutate/format.h"

extern const struct format ufs_format;

enum ufs_kind {
	UFS_SUPER1,
	UFS_SUPER2,
	UFS_SUMMARY, /* counts of each cylinder group; only after its superblock */
	UFS_GROUP,   /* the head of a cylinder group; owner: its number */
	UFS_INODE_MAP,
	UFS_FRAG_MAP, /* of free fragments */
	UFS_INODE1,   /* owner: its number */
	UFS_INODE2,
	UFS_ENTRY,     /* of a directory; owner: that */
	UFS_POINTERS1, /* an indirect block; owner: the inode */
	UFS_POINTERS2,
	UFS_NKINDS
};

void ufs_scan(struct format_map *, const uint8_t *data, uint64_t size);

#endif
