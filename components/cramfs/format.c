/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* cramfs: the fields of its metadata. */
#include "components/cramfs/format.h"

static const struct field super_fields[] = { { 0, 4, F_MAGIC }, { 4, 4, F_SIZE },
	{ 8, 4, F_FLAGS }, { 12, 4, F_NUMBER }, { 16, 8, F_MAGIC }, { 36, 4, F_NUMBER },
	{ 40, 4, F_COUNT }, { 44, 4, F_COUNT }, { 48, 4, F_NAME }, { 64, 2, F_FLAGS },
	{ 66, 2, F_NUMBER }, { 68, 4, F_SIZE }, { 72, 4, F_POINTER }, { 0, 0, 0 } };

/* A length has 24 bits, a place 26, that of a name 6 below them. */
static const struct field inode_fields[] = { { 0, 2, F_FLAGS }, { 2, 2, F_NUMBER },
	{ 4, 4, F_SIZE }, { 4, 2, F_SIZE }, { 6, 1, F_SIZE }, { 7, 1, F_NUMBER },
	{ 8, 4, F_POINTER }, { 8, 1, F_SIZE }, { 12, 4, F_NAME }, { 0, 0, 0 } };

/* The two highest bits are flags. */
static const struct field block_fields[] = { { 0, 4, F_POINTER }, { 3, 1, F_FLAGS },
	{ 0, 4, F_POINTER }, { 0, 0, 0 } };

static const struct object_kind kinds[CRAMFS_NKINDS] = {
	[CRAMFS_SUPER] = { "superblock", super_fields, 0, false },
	[CRAMFS_INODE] = { "inode", inode_fields, 0, false },
	[CRAMFS_BLOCKS] = { "places of blocks", block_fields, 4, false },
	[CRAMFS_DATA] = { "compressed data", NULL, 0, false },
};

const struct format cramfs_format = {
	.name = "cramfs",
	.kind = kinds,
	.scan = cramfs_scan,
	.repair = cramfs_repair,
};
