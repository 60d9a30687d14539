/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of JFS, as headers in fs/jfs of Linux describe it. */
#ifndef RUMPUS_JFS_FORMAT_H
#define RUMPUS_JFS_FORMAT_H

#include "fuzz/mutate/format.h"

extern const struct format jfs_format;

enum jfs_kind {
	JFS_SUPER,
	JFS_BLOCK_MAP,   /* the head of the block map: counts of allocation groups */
	JFS_MAP_CONTROL, /* a tree of free runs above others, */
	JFS_MAP_PAGE,    /* and above bits */
	JFS_INODE_MAP,   /* the head of an inode map */
	JFS_INODE_GROUP, /* a page of it: where inodes are, and which are free */
	JFS_INODE,       /* its first quarter; owner: its number */
	JFS_EXTENTS,     /* the head of a tree of extents: the root or a page */
	JFS_EXTENT,
	JFS_NAMES_ROOT, /* the head of a tree of names: the root, */
	JFS_NAMES_PAGE, /* or a page, */
	JFS_NAMES_ORDER, /* and its table of slots in the order of names */
	JFS_ENTRY,       /* a name in it, */
	JFS_INNER,       /* or a pointer to a page */
	JFS_DIR_TABLE,   /* entries of a directory by their cookies */
	JFS_ATTRIBUTES,
	JFS_LOG_SUPER,
	JFS_LOG_PAGE, /* the last of the log */
	JFS_NKINDS
};

void jfs_scan(struct format_map *, const uint8_t *data, uint64_t size);

#endif
