/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * B-trees as HFS and HFS+ have them, by "Inside Macintosh: Files" and Apple's technical
 * note 1150: a file of nodes of one size, in each a descriptor, records, and from its
 * end on the places of the records.  Numbers are big-endian.
 */
#ifndef RUMPUS_HFS_FORMAT_TREE_H
#define RUMPUS_HFS_FORMAT_TREE_H

#include "fuzz/mutate/format.h"

/* Of both formats; which fields they have is each one's own. */
enum hfs_kind {
	HFS_SUPER, /* the master directory block, the volume header */
	HFS_BITMAP,
	HFS_HEADER, /* nodes of a tree: the first one, */
	HFS_MAP,    /* which nodes are used, */
	HFS_INDEX,  /* and those that records are found by, */
	HFS_LEAF,   /* and in */
	HFS_PLACES, /* of the records of a node */
	HFS_KEY,    /* of a record */
	HFS_CHILD,  /* a record of an index: a node */
	HFS_FOLDER, /* records of leaves */
	HFS_FILE,
	HFS_THREAD,
	HFS_EXTENTS, /* of a file that is in many pieces */
	HFS_NKINDS
};

#define HFS_RUNS 8

/* A file that holds a tree. */
struct hfs_tree {
	struct hfs_run {
		uint64_t at, len; /* bytes of the image */
	} run[HFS_RUNS];
	bool wide;    /* HFS+: lengths of keys have two bytes */
	bool catalog; /* not the tree of extents */
};

/* Adds nodes and records of a tree to a map of an image. */
void hfs_scan_tree(struct format_map *, const uint8_t *data, uint64_t size,
    const struct hfs_tree *);

#endif
