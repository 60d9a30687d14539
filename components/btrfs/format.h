/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of Btrfs, as include/uapi/linux/btrfs_tree.h and
 * fs/btrfs/ctree.h of Linux describe it. */
#ifndef RUMPUS_BTRFS_FORMAT_H
#define RUMPUS_BTRFS_FORMAT_H

#include "fuzz/mutate/format.h"

extern const struct format btrfs_format;

enum btrfs_kind {
	BTRFS_SUPER,
	BTRFS_NODE, /* of any tree */
	BTRFS_LEAF,
	/* Items of leaves, which have no checksum of their own. */
	BTRFS_INODE,
	BTRFS_REF,
	BTRFS_ENTRY, /* of a directory; an attribute */
	BTRFS_ROOT,
	BTRFS_DATA,
	BTRFS_EXTENT,
	BTRFS_GROUP,
	BTRFS_DEVICE,
	BTRFS_CHUNK,
	BTRFS_ITEM, /* any other */
	BTRFS_NKINDS
};

#define BTRFS_CSUM 32 /* bytes before what a checksum covers */
#define BTRFS_SB 65536
#define BTRFS_SB_SIZE 4096

/* Offsets in the superblock. */
#define SB_FSID 0x20
#define SB_MAGIC 0x40
#define SB_ROOT 0x50
#define SB_CHUNK_ROOT 0x58
#define SB_LOG_ROOT 0x60
#define SB_SECTOR 0x90
#define SB_NODE 0x94
#define SB_CSUM_TYPE 0xc4

/* Offsets in a node; what follows its header are items, or keys with pointers. */
#define NODE_FSID 0x20
#define NODE_ADDRESS 0x30
#define NODE_N 0x60
#define NODE_LEVEL 0x64
#define NODE_HEADER 0x65
#define ITEM_SIZE 25
#define POINTER_SIZE 33
#define KEY_TYPE 8 /* in a key, which an item begins with */
#define KEY_SIZE 17
#define ROOT_ADDRESS 176 /* in a root item */

struct btrfs_geometry {
	uint32_t node; /* size in bytes; 0: no usable superblock */
	uint32_t csum; /* type */
};

void btrfs_scan(struct format_map *, const uint8_t *data, uint64_t size);
void btrfs_repair(const struct format_map *, struct target_image *, const struct span *, size_t n);
/* The checksum of `len` bytes into out[BTRFS_CSUM], zeroes behind it.  False
 * where the type is none. */
bool btrfs_csum(unsigned type, const uint8_t *data, size_t len, uint8_t *out);

#endif
