/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Btrfs: the fields of its metadata. */
#include "components/btrfs/format.h"

/* The list of first chunks is at 0x32b: a key, then a chunk. */
static const struct field super_fields[] = { { 0x30, 8, F_POINTER }, { 0x38, 8, F_FLAGS },
	{ 0x40, 8, F_MAGIC }, { 0x48, 8, F_NUMBER }, { 0x50, 8, F_POINTER },
	{ 0x58, 8, F_POINTER }, { 0x60, 8, F_POINTER }, { 0x70, 8, F_SIZE },
	{ 0x78, 8, F_COUNT }, { 0x80, 8, F_POINTER }, { 0x88, 8, F_COUNT },
	{ 0x90, 4, F_SIZE }, { 0x94, 4, F_SIZE }, { 0x98, 4, F_SIZE }, { 0x9c, 4, F_SIZE },
	{ 0xa0, 4, F_SIZE }, { 0xa4, 8, F_NUMBER }, { 0xac, 8, F_FLAGS },
	{ 0xb4, 8, F_FLAGS }, { 0xbc, 8, F_FLAGS }, { 0xc4, 2, F_FLAGS },
	{ 0xc6, 1, F_NUMBER }, { 0xc7, 1, F_NUMBER }, { 0xc8, 1, F_NUMBER },
	{ 0xc9, 8, F_NUMBER }, { 0xd1, 8, F_SIZE }, { 0xd9, 8, F_COUNT },
	{ 0xe1, 4, F_SIZE }, { 0xe5, 4, F_SIZE }, { 0xe9, 4, F_SIZE }, { 0xed, 8, F_FLAGS },
	{ 0x22b, 8, F_NUMBER }, { 0x233, 8, F_NUMBER }, { 0x32b, 8, F_POINTER },
	{ 0x333, 1, F_FLAGS }, { 0x334, 8, F_POINTER }, { 0x33c, 8, F_SIZE },
	{ 0x344, 8, F_POINTER }, { 0x34c, 8, F_SIZE }, { 0x354, 8, F_FLAGS },
	{ 0x35c, 4, F_SIZE }, { 0x360, 4, F_SIZE }, { 0x364, 4, F_SIZE },
	{ 0x368, 2, F_COUNT }, { 0x36a, 2, F_COUNT }, { 0x36c, 8, F_NUMBER },
	{ 0x374, 8, F_POINTER }, { 0, 0, 0 } };

static const struct field node_fields[] = { { 0x30, 8, F_POINTER }, { 0x38, 8, F_FLAGS },
	{ 0x50, 8, F_NUMBER }, { 0x58, 8, F_NUMBER }, { 0x60, 4, F_COUNT },
	{ 0x64, 1, F_NUMBER }, { 0x65, 8, F_POINTER }, { 0x6d, 1, F_FLAGS },
	{ 0x6e, 8, F_POINTER }, { 0x76, 8, F_POINTER }, { 0x7e, 8, F_NUMBER }, { 0, 0, 0 } };

static const struct field leaf_fields[] = { { 0x30, 8, F_POINTER }, { 0x38, 8, F_FLAGS },
	{ 0x50, 8, F_NUMBER }, { 0x58, 8, F_NUMBER }, { 0x60, 4, F_COUNT },
	{ 0x64, 1, F_NUMBER }, { 0x65, 8, F_POINTER }, { 0x6d, 1, F_FLAGS },
	{ 0x6e, 8, F_POINTER }, { 0x76, 4, F_POINTER }, { 0x7a, 4, F_SIZE }, { 0, 0, 0 } };

static const struct field inode_fields[] = { { 0, 8, F_NUMBER }, { 8, 8, F_NUMBER },
	{ 16, 8, F_SIZE }, { 24, 8, F_COUNT }, { 32, 8, F_POINTER }, { 40, 4, F_COUNT },
	{ 52, 4, F_FLAGS }, { 56, 8, F_NUMBER }, { 64, 8, F_FLAGS }, { 72, 8, F_NUMBER },
	{ 0, 0, 0 } };

static const struct field ref_fields[] = { { 0, 8, F_NUMBER }, { 8, 2, F_SIZE },
	{ 10, 1, F_NAME }, { 0, 0, 0 } };

static const struct field entry_fields[] = { { 0, 8, F_POINTER }, { 8, 1, F_FLAGS },
	{ 9, 8, F_POINTER }, { 17, 8, F_NUMBER }, { 25, 2, F_SIZE }, { 27, 2, F_SIZE },
	{ 29, 1, F_FLAGS }, { 30, 1, F_NAME }, { 0, 0, 0 } };

/* An inode comes first. */
static const struct field root_fields[] = { { 16, 8, F_SIZE }, { 40, 4, F_COUNT },
	{ 160, 8, F_NUMBER }, { 168, 8, F_POINTER }, { 176, 8, F_POINTER },
	{ 184, 8, F_SIZE }, { 192, 8, F_COUNT }, { 200, 8, F_NUMBER }, { 208, 8, F_FLAGS },
	{ 216, 4, F_COUNT }, { 220, 8, F_POINTER }, { 228, 1, F_FLAGS },
	{ 229, 8, F_POINTER }, { 237, 1, F_NUMBER }, { 238, 1, F_NUMBER },
	{ 239, 8, F_NUMBER }, { 0, 0, 0 } };

static const struct field data_fields[] = { { 0, 8, F_NUMBER }, { 8, 8, F_SIZE },
	{ 16, 1, F_FLAGS }, { 17, 1, F_FLAGS }, { 18, 2, F_FLAGS }, { 20, 1, F_FLAGS },
	{ 21, 8, F_POINTER }, { 29, 8, F_SIZE }, { 37, 8, F_POINTER }, { 45, 8, F_SIZE },
	{ 0, 0, 0 } };

static const struct field extent_fields[] = { { 0, 8, F_COUNT }, { 8, 8, F_NUMBER },
	{ 16, 8, F_FLAGS }, { 24, 1, F_FLAGS }, { 25, 8, F_POINTER }, { 33, 8, F_POINTER },
	{ 41, 8, F_POINTER }, { 49, 4, F_COUNT }, { 0, 0, 0 } };

static const struct field group_fields[] = { { 0, 8, F_COUNT }, { 8, 8, F_POINTER },
	{ 16, 8, F_FLAGS }, { 0, 0, 0 } };

static const struct field device_fields[] = { { 0, 8, F_NUMBER }, { 8, 8, F_SIZE },
	{ 16, 8, F_COUNT }, { 24, 4, F_SIZE }, { 28, 4, F_SIZE }, { 32, 4, F_SIZE },
	{ 36, 8, F_FLAGS }, { 44, 8, F_NUMBER }, { 52, 8, F_POINTER }, { 0, 0, 0 } };

static const struct field chunk_fields[] = { { 0, 8, F_SIZE }, { 8, 8, F_POINTER },
	{ 16, 8, F_SIZE }, { 24, 8, F_FLAGS }, { 32, 4, F_SIZE }, { 36, 4, F_SIZE },
	{ 40, 4, F_SIZE }, { 44, 2, F_COUNT }, { 46, 2, F_COUNT }, { 48, 8, F_NUMBER },
	{ 56, 8, F_POINTER }, { 0, 0, 0 } };

static const struct field item_fields[] = { { 0, 8, F_NUMBER }, { 8, 8, F_NUMBER },
	{ 16, 8, F_NUMBER }, { 0, 4, F_NUMBER }, { 0, 0, 0 } };

static const struct object_kind kinds[BTRFS_NKINDS] = {
	[BTRFS_SUPER] = { "superblock", super_fields, 0, false },
	[BTRFS_NODE] = { "tree node", node_fields, POINTER_SIZE, false },
	[BTRFS_LEAF] = { "tree leaf", leaf_fields, ITEM_SIZE, false },
	[BTRFS_INODE] = { "inode", inode_fields, 0, false },
	[BTRFS_REF] = { "name of an inode", ref_fields, 0, false },
	[BTRFS_ENTRY] = { "directory entry", entry_fields, 0, false },
	[BTRFS_ROOT] = { "tree root", root_fields, 0, false },
	[BTRFS_DATA] = { "file extent", data_fields, 0, false },
	[BTRFS_EXTENT] = { "extent", extent_fields, 0, false },
	[BTRFS_GROUP] = { "block group", group_fields, 0, false },
	[BTRFS_DEVICE] = { "device", device_fields, 0, false },
	[BTRFS_CHUNK] = { "chunk", chunk_fields, 0, false },
	[BTRFS_ITEM] = { "item", item_fields, 0, false },
};

const struct format btrfs_format = {
	.name = "btrfs",
	.kind = kinds,
	.scan = btrfs_scan,
	.repair = btrfs_repair,
};
