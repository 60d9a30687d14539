/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* XFS: the fields of its metadata. */
#include "components/xfs/format.h"
#include "components/xfs/format_scan.h"

static const struct field super_fields[] = { { 0, 4, F_MAGIC }, { 4, 4, F_SIZE },
	{ 8, 8, F_SIZE }, { 16, 8, F_SIZE }, { 24, 8, F_COUNT }, { 48, 8, F_POINTER },
	{ 56, 8, F_POINTER }, { 64, 8, F_POINTER }, { 72, 8, F_POINTER }, { 80, 4, F_SIZE },
	{ 84, 4, F_SIZE }, { 88, 4, F_COUNT }, { 92, 4, F_COUNT }, { 96, 4, F_SIZE },
	{ 100, 2, F_FLAGS }, { 102, 2, F_SIZE }, { 104, 2, F_SIZE }, { 106, 2, F_COUNT },
	{ 120, 1, F_SIZE }, { 121, 1, F_SIZE }, { 122, 1, F_SIZE }, { 123, 1, F_SIZE },
	{ 124, 1, F_SIZE }, { 125, 1, F_SIZE }, { 126, 1, F_FLAGS }, { 127, 1, F_NUMBER },
	{ 128, 8, F_COUNT }, { 136, 8, F_COUNT }, { 144, 8, F_COUNT }, { 152, 8, F_COUNT },
	{ 160, 8, F_POINTER }, { 168, 8, F_POINTER }, { 176, 2, F_FLAGS },
	{ 178, 1, F_FLAGS }, { 180, 4, F_SIZE }, { 184, 4, F_SIZE }, { 188, 4, F_SIZE },
	{ 192, 1, F_SIZE }, { 193, 1, F_SIZE }, { 194, 2, F_SIZE }, { 196, 4, F_SIZE },
	{ 200, 4, F_FLAGS }, { 204, 4, F_FLAGS }, { 208, 4, F_FLAGS }, { 212, 4, F_FLAGS },
	{ 216, 4, F_FLAGS }, { 220, 4, F_FLAGS }, { 228, 4, F_SIZE }, { 232, 8, F_POINTER },
	{ 240, 8, F_NUMBER }, { 0, 0, 0 } };

static const struct field agf_fields[] = { { 0, 4, F_MAGIC }, { 4, 4, F_NUMBER },
	{ 8, 4, F_NUMBER }, { 12, 4, F_SIZE }, { 16, 4, F_POINTER }, { 20, 4, F_POINTER },
	{ 24, 4, F_POINTER }, { 28, 4, F_NUMBER }, { 32, 4, F_NUMBER }, { 36, 4, F_NUMBER },
	{ 40, 4, F_POINTER }, { 44, 4, F_POINTER }, { 48, 4, F_COUNT }, { 52, 4, F_COUNT },
	{ 56, 4, F_SIZE }, { 60, 4, F_COUNT }, { 80, 4, F_COUNT }, { 84, 4, F_COUNT },
	{ 88, 4, F_POINTER }, { 92, 4, F_NUMBER }, { 208, 8, F_NUMBER }, { 0, 0, 0 } };

static const struct field agi_fields[] = { { 0, 4, F_MAGIC }, { 4, 4, F_NUMBER },
	{ 8, 4, F_NUMBER }, { 12, 4, F_SIZE }, { 16, 4, F_COUNT }, { 20, 4, F_POINTER },
	{ 24, 4, F_NUMBER }, { 28, 4, F_COUNT }, { 32, 4, F_POINTER }, { 36, 4, F_POINTER },
	{ 320, 8, F_NUMBER }, { 328, 4, F_POINTER }, { 332, 4, F_NUMBER },
	{ 336, 4, F_COUNT }, { 340, 4, F_COUNT }, { 40, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field agfl_fields[] = { { 0, 4, F_MAGIC }, { 4, 4, F_NUMBER },
	{ 24, 8, F_NUMBER }, { 36, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field short_fields[] = { { 0, 4, F_MAGIC }, { 4, 2, F_NUMBER },
	{ 6, 2, F_COUNT }, { 8, 4, F_POINTER }, { 12, 4, F_POINTER }, { 16, 8, F_POINTER },
	{ 24, 8, F_NUMBER }, { 48, 4, F_NUMBER }, { 56, 4, F_POINTER }, { 60, 4, F_COUNT },
	{ 64, 8, F_FLAGS }, { 72, 8, F_POINTER }, { 56, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field long_fields[] = { { 0, 4, F_MAGIC }, { 4, 2, F_NUMBER },
	{ 6, 2, F_COUNT }, { 8, 8, F_POINTER }, { 16, 8, F_POINTER }, { 24, 8, F_POINTER },
	{ 32, 8, F_NUMBER }, { 56, 8, F_NUMBER }, { 72, 8, F_POINTER }, { 0, 0, 0 } };

/* The fork begins at 176: an extent, a short directory or a tree's root. */
static const struct field inode_fields[] = { { 0, 2, F_MAGIC }, { 2, 2, F_FLAGS },
	{ 4, 1, F_NUMBER }, { 5, 1, F_FLAGS }, { 6, 2, F_COUNT }, { 16, 4, F_COUNT },
	{ 24, 8, F_COUNT }, { 56, 8, F_SIZE }, { 64, 8, F_COUNT }, { 72, 4, F_SIZE },
	{ 76, 4, F_COUNT }, { 80, 2, F_COUNT }, { 82, 1, F_POINTER }, { 83, 1, F_FLAGS },
	{ 90, 2, F_FLAGS }, { 92, 4, F_NUMBER }, { 96, 4, F_POINTER }, { 112, 8, F_NUMBER },
	{ 120, 8, F_FLAGS }, { 128, 4, F_SIZE }, { 152, 8, F_POINTER }, { 176, 1, F_COUNT },
	{ 177, 1, F_COUNT }, { 178, 4, F_POINTER }, { 176, 2, F_NUMBER },
	{ 178, 2, F_COUNT }, { 176, 8, F_POINTER }, { 184, 8, F_POINTER },
	{ 192, 8, F_POINTER }, { 200, 8, F_POINTER }, { 182, 1, F_SIZE },
	{ 183, 2, F_POINTER }, { 185, 1, F_NAME }, { 0, 0, 0 } };

/* Three places of free space follow the header, then the entries, each of a
 * number, a length and a name. */
static const struct field dir_fields[] = { { 0, 4, F_MAGIC }, { 8, 8, F_POINTER },
	{ 16, 8, F_NUMBER }, { 40, 8, F_NUMBER }, { 48, 2, F_POINTER }, { 50, 2, F_SIZE },
	{ 52, 2, F_POINTER }, { 54, 2, F_SIZE }, { 64, 8, F_POINTER }, { 72, 1, F_SIZE },
	{ 73, 1, F_NAME }, { 74, 1, F_FLAGS }, { 78, 2, F_POINTER }, { 80, 8, F_POINTER },
	{ 88, 1, F_SIZE }, { 96, 8, F_POINTER }, { 104, 1, F_SIZE }, { 64, 8, F_POINTER },
	{ 0, 0, 0 } };

static const struct field free_fields[] = { { 0, 4, F_MAGIC }, { 8, 8, F_POINTER },
	{ 40, 8, F_NUMBER }, { 48, 4, F_NUMBER }, { 52, 4, F_COUNT }, { 56, 4, F_COUNT },
	{ 64, 2, F_SIZE }, { 0, 0, 0 } };

static const struct field da_fields[] = { { 0, 4, F_POINTER }, { 4, 4, F_POINTER },
	{ 8, 2, F_MAGIC }, { 16, 8, F_POINTER }, { 24, 8, F_NUMBER }, { 48, 8, F_NUMBER },
	{ 56, 2, F_COUNT }, { 58, 2, F_COUNT }, { 64, 4, F_NAME }, { 68, 4, F_POINTER },
	{ 0, 0, 0 } };

static const struct field attr_fields[] = { { 0, 4, F_POINTER }, { 4, 4, F_POINTER },
	{ 8, 2, F_MAGIC }, { 48, 8, F_NUMBER }, { 56, 2, F_COUNT }, { 58, 2, F_SIZE },
	{ 60, 2, F_POINTER }, { 62, 1, F_FLAGS }, { 64, 2, F_POINTER }, { 66, 2, F_SIZE },
	{ 80, 4, F_NAME }, { 84, 2, F_POINTER }, { 86, 1, F_FLAGS }, { 80, 4, F_NAME },
	{ 0, 0, 0 } };

static const struct field remote_fields[] = { { 0, 4, F_MAGIC }, { 4, 4, F_POINTER },
	{ 8, 4, F_SIZE }, { 32, 8, F_NUMBER }, { 40, 8, F_POINTER }, { 0, 0, 0 } };

static const struct field dquot_fields[] = { { 0, 2, F_MAGIC }, { 2, 1, F_NUMBER },
	{ 3, 1, F_FLAGS }, { 4, 4, F_NUMBER }, { 8, 8, F_SIZE }, { 16, 8, F_SIZE },
	{ 40, 8, F_COUNT }, { 48, 8, F_COUNT }, { 0, 0, 0 } };

/* A header, then operations: who, how long, of what kind. */
static const struct field log_fields[] = { { 0, 4, F_MAGIC }, { 4, 4, F_NUMBER },
	{ 8, 4, F_FLAGS }, { 12, 4, F_SIZE }, { 16, 4, F_NUMBER }, { 20, 4, F_POINTER },
	{ 24, 4, F_NUMBER }, { 28, 4, F_POINTER }, { 36, 4, F_POINTER }, { 40, 4, F_COUNT },
	{ 44, 4, F_NUMBER }, { 300, 4, F_FLAGS }, { 320, 4, F_SIZE }, { 512, 4, F_NUMBER },
	{ 516, 4, F_SIZE }, { 520, 1, F_FLAGS }, { 521, 1, F_FLAGS }, { 0, 0, 0 } };

static const struct object_kind kinds[XFS_NKINDS] = {
	[XFS_SUPER] = { "superblock", super_fields, 0, true },
	[XFS_AGF] = { "free space header", agf_fields, 0, true },
	[XFS_AGI] = { "inode header", agi_fields, 4, true },
	[XFS_AGFL] = { "free list", agfl_fields, 4, true },
	[XFS_SHORT] = { "group tree node", short_fields, 4, true },
	[XFS_LONG] = { "extent tree node", long_fields, 8, true },
	[XFS_INODE] = { "inode", inode_fields, 0, true },
	[XFS_DIR] = { "directory block", dir_fields, 8, true },
	[XFS_FREE] = { "directory space block", free_fields, 2, true },
	[XFS_DA] = { "hash tree node", da_fields, 8, true },
	[XFS_ATTR] = { "attribute leaf", attr_fields, 8, true },
	[XFS_REMOTE] = { "remote value", remote_fields, 0, true },
	[XFS_DQUOT] = { "quota record", dquot_fields, 0, true },
	[XFS_LOG] = { "log record", log_fields, 0, true },
	[XFS_PLAIN] = { "block without checksum", NULL, 0, true },
};

const struct format xfs_format = {
	.name = "xfs",
	.kind = kinds,
	.scan = xfs_scan,
	.repair = xfs_repair,
};
