/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* F2FS: the fields of its metadata. */
#include "components/f2fs/format.h"

static const struct field super_fields[] = { { 0, 4, F_MAGIC }, { 4, 2, F_NUMBER },
	{ 8, 4, F_SIZE }, { 12, 4, F_SIZE }, { 16, 4, F_SIZE }, { 20, 4, F_SIZE },
	{ 24, 4, F_SIZE }, { 28, 4, F_SIZE }, { 32, 4, F_POINTER }, { 36, 8, F_SIZE },
	{ 44, 4, F_COUNT }, { 48, 4, F_COUNT }, { 52, 4, F_COUNT }, { 56, 4, F_COUNT },
	{ 60, 4, F_COUNT }, { 64, 4, F_COUNT }, { 68, 4, F_COUNT }, { 72, 4, F_POINTER },
	{ 76, 4, F_POINTER }, { 80, 4, F_POINTER }, { 84, 4, F_POINTER },
	{ 88, 4, F_POINTER }, { 92, 4, F_POINTER }, { 96, 4, F_POINTER },
	{ 100, 4, F_POINTER }, { 104, 4, F_POINTER }, { 1148, 4, F_COUNT },
	{ 1664, 4, F_COUNT }, { 2180, 4, F_FLAGS }, { 2184, 1, F_FLAGS },
	{ 2201, 1, F_NAME }, { 2265, 4, F_SIZE }, { 2745, 4, F_POINTER },
	{ 2749, 4, F_POINTER }, { 2753, 4, F_POINTER }, { 2757, 1, F_COUNT },
	{ 2758, 2, F_FLAGS }, { 2760, 2, F_FLAGS }, { 0, 0, 0 } };

static const struct field checkpoint_fields[] = { { 0, 8, F_NUMBER }, { 8, 8, F_COUNT },
	{ 16, 8, F_COUNT }, { 24, 4, F_COUNT }, { 28, 4, F_COUNT }, { 32, 4, F_COUNT },
	{ 36, 4, F_POINTER }, { 40, 4, F_POINTER }, { 44, 4, F_POINTER },
	{ 68, 2, F_POINTER }, { 70, 2, F_POINTER }, { 72, 2, F_POINTER },
	{ 84, 4, F_POINTER }, { 88, 4, F_POINTER }, { 92, 4, F_POINTER },
	{ 116, 2, F_POINTER }, { 118, 2, F_POINTER }, { 120, 2, F_POINTER },
	{ 132, 4, F_FLAGS }, { 136, 4, F_COUNT }, { 140, 4, F_POINTER }, { 144, 4, F_COUNT },
	{ 148, 4, F_COUNT }, { 152, 4, F_POINTER }, { 156, 4, F_SIZE }, { 160, 4, F_SIZE },
	{ 164, 4, F_POINTER }, { 168, 8, F_NUMBER }, { 176, 1, F_FLAGS },
	{ 192, 1, F_FLAGS }, { 0, 0, 0 } };

/* Journals of the two tables are at the beginning of compact summaries and near
 * the end of others; orphans are numbers. */
static const struct field pack_fields[] = { { 0, 2, F_COUNT }, { 2, 4, F_POINTER },
	{ 7, 4, F_POINTER }, { 11, 4, F_POINTER }, { 507, 2, F_COUNT },
	{ 509, 4, F_POINTER }, { 513, 2, F_COUNT }, { 3584, 2, F_COUNT },
	{ 3586, 4, F_POINTER }, { 4080, 2, F_NUMBER }, { 4082, 2, F_COUNT },
	{ 4084, 4, F_COUNT }, { 4091, 1, F_FLAGS }, { 0, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field nat_fields[] = { { 0, 1, F_NUMBER }, { 1, 4, F_POINTER },
	{ 5, 4, F_POINTER }, { 5, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field sit_fields[] = { { 2, 8, F_FLAGS }, { 66, 8, F_NUMBER },
	{ 0, 2, F_COUNT }, { 0, 0, 0 } };

static const struct field ssa_fields[] = { { 0, 4, F_POINTER }, { 4, 1, F_NUMBER },
	{ 5, 2, F_POINTER }, { 0, 0, 0 } };

/* What i_extra_isize and the flags before it say decides what is at 360. */
static const struct field inode_fields[] = { { 0, 2, F_FLAGS }, { 2, 1, F_FLAGS },
	{ 3, 1, F_FLAGS }, { 12, 4, F_COUNT }, { 16, 8, F_SIZE }, { 24, 8, F_COUNT },
	{ 68, 4, F_NUMBER }, { 72, 4, F_NUMBER }, { 76, 4, F_POINTER }, { 80, 4, F_FLAGS },
	{ 84, 4, F_POINTER }, { 88, 4, F_SIZE }, { 347, 1, F_NUMBER }, { 348, 4, F_POINTER },
	{ 352, 4, F_POINTER }, { 356, 4, F_SIZE }, { 360, 2, F_SIZE }, { 362, 2, F_SIZE },
	{ 364, 4, F_NUMBER }, { 384, 8, F_COUNT }, { 392, 1, F_FLAGS }, { 393, 1, F_SIZE },
	{ 394, 2, F_FLAGS }, { 396, 4, F_POINTER }, { 400, 4, F_POINTER },
	{ 404, 1, F_FLAGS }, { 4052, 4, F_POINTER }, { 4056, 4, F_POINTER },
	{ 4060, 4, F_POINTER }, { 4064, 4, F_POINTER }, { 4068, 4, F_POINTER },
	{ 4072, 4, F_POINTER }, { 4076, 4, F_POINTER }, { 4080, 4, F_FLAGS },
	{ 4084, 8, F_NUMBER }, { 4092, 4, F_POINTER }, { 360, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field node_fields[] = { { 4072, 4, F_POINTER }, { 4076, 4, F_POINTER },
	{ 4080, 4, F_FLAGS }, { 4084, 8, F_NUMBER }, { 4092, 4, F_POINTER },
	{ 0, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field dir_fields[] = { { 0, 1, F_FLAGS }, { 30, 4, F_NAME },
	{ 36, 4, F_POINTER }, { 38, 2, F_SIZE }, { 40, 1, F_FLAGS }, { 2384, 1, F_NAME },
	{ 34, 4, F_POINTER }, { 0, 0, 0 } };

static const struct object_kind kinds[F2FS_NKINDS] = {
	[F2FS_SUPER] = { "superblock", super_fields, 0, false },
	[F2FS_CHECKPOINT] = { "checkpoint", checkpoint_fields, 0, false },
	[F2FS_PACK] = { "summary of a checkpoint", pack_fields, 4, false },
	[F2FS_NAT] = { "node table block", nat_fields, 9, false },
	[F2FS_SIT] = { "segment table block", sit_fields, 74, false },
	[F2FS_SSA] = { "summary block", ssa_fields, 7, false },
	[F2FS_INODE] = { "inode", inode_fields, 4, false },
	[F2FS_NODE] = { "node", node_fields, 4, false },
	[F2FS_DIR] = { "directory block", dir_fields, 11, false },
};

const struct format f2fs_format = {
	.name = "f2fs",
	.kind = kinds,
	.scan = f2fs_scan,
	.repair = f2fs_repair,
};
