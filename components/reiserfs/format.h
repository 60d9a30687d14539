/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of ReiserFS, as fs/reiserfs/reiserfs.h of Linux describes it. */
#ifndef RUMPUS_REISERFS_FORMAT_H
#define RUMPUS_REISERFS_FORMAT_H

#include "fuzz/mutate/format.h"

extern const struct format reiserfs_format;

enum reiserfs_kind {
	REISERFS_SUPER, /* with the list of object numbers in use behind it */
	REISERFS_BITMAP,
	REISERFS_LOG_HEADER,
	REISERFS_LOG_DESC, /* the first block of a transaction, */
	REISERFS_LOG_COMMIT, /* and the last */
	REISERFS_NODE, /* of the tree, with keys and pointers */
	REISERFS_LEAF, /* its head only */
	REISERFS_ITEM, /* the head of an item */
	REISERFS_STAT, /* the item that is an inode, */
	REISERFS_STAT1, /* in the format of Linux 2.2 */
	REISERFS_INDIRECT, /* the item that points to content */
	REISERFS_ENTRY, /* the head of a name in a directory */
	REISERFS_NAME, /* and the name; owner: the place of the head */
	REISERFS_NKINDS
};

void reiserfs_scan(struct format_map *, const uint8_t *data, uint64_t size);
void reiserfs_repair(const struct format_map *, struct target_image *, const struct span *,
    size_t n);

#endif
