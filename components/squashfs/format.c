/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* SquashFS: the fields of its metadata. */
#include "components/squashfs/format.h"

static const struct field super_fields[] = { { 0, 4, F_MAGIC }, { 4, 4, F_COUNT },
	{ 12, 4, F_SIZE }, { 16, 4, F_COUNT }, { 20, 2, F_FLAGS }, { 22, 2, F_SIZE },
	{ 24, 2, F_FLAGS }, { 26, 2, F_COUNT }, { 28, 2, F_NUMBER }, { 30, 2, F_NUMBER },
	{ 32, 8, F_POINTER }, { 40, 8, F_SIZE }, { 48, 8, F_POINTER }, { 56, 8, F_POINTER },
	{ 64, 8, F_POINTER }, { 72, 8, F_POINTER }, { 80, 8, F_POINTER },
	{ 88, 8, F_POINTER }, { 0, 0, 0 } };

static const struct field block_fields[] = { { 0, 2, F_SIZE }, { 2, 4, F_NUMBER },
	{ 6, 4, F_NUMBER }, { 2, 4, F_NUMBER }, { 0, 0, 0 } };

static const struct field table_fields[] = { { 0, 8, F_POINTER }, { 0, 0, 0 } };

/* Which of these there are depends on the type, the first field. */
static const struct field inode_fields[] = { { 0, 2, F_FLAGS }, { 2, 2, F_FLAGS },
	{ 4, 2, F_POINTER }, { 6, 2, F_POINTER }, { 12, 4, F_NUMBER }, { 16, 4, F_POINTER },
	{ 20, 4, F_COUNT }, { 24, 2, F_SIZE }, { 26, 2, F_POINTER }, { 24, 4, F_POINTER },
	{ 28, 4, F_SIZE }, { 32, 4, F_SIZE }, { 32, 2, F_COUNT }, { 34, 2, F_POINTER },
	{ 36, 4, F_POINTER }, { 40, 4, F_COUNT }, { 44, 4, F_POINTER }, { 48, 4, F_POINTER },
	{ 52, 4, F_POINTER }, { 56, 4, F_SIZE }, { 0, 0, 0 } };

static const struct field entry_fields[] = { { 0, 4, F_COUNT }, { 4, 4, F_POINTER },
	{ 8, 4, F_NUMBER }, { 12, 2, F_POINTER }, { 14, 2, F_NUMBER }, { 16, 2, F_FLAGS },
	{ 18, 2, F_SIZE }, { 20, 1, F_NAME }, { 0, 0, 0 } };

static const struct object_kind kinds[SQUASHFS_NKINDS] = {
	[SQUASHFS_SUPER] = { "superblock", super_fields, 0, false },
	[SQUASHFS_BLOCK] = { "block of a table", block_fields, 4, false },
	[SQUASHFS_TABLE] = { "places of blocks", table_fields, 8, false },
	[SQUASHFS_INODE] = { "inode", inode_fields, 0, false },
	[SQUASHFS_ENTRIES] = { "directory entries", entry_fields, 0, false },
};

const struct format squashfs_format = {
	.name = "squashfs",
	.kind = kinds,
	.scan = squashfs_scan,
};
