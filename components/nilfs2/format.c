/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* NILFS2: the fields of its metadata. */
#include "components/nilfs2/format.h"

static const struct field super_fields[] = { { 0, 4, F_NUMBER }, { 4, 2, F_NUMBER },
	{ 6, 2, F_MAGIC }, { 8, 2, F_SIZE }, { 10, 2, F_FLAGS }, { 12, 4, F_NUMBER },
	{ 20, 4, F_SIZE }, { 24, 8, F_COUNT }, { 32, 8, F_SIZE }, { 40, 8, F_POINTER },
	{ 48, 4, F_SIZE }, { 52, 4, F_NUMBER }, { 56, 8, F_NUMBER }, { 64, 8, F_POINTER },
	{ 72, 8, F_NUMBER }, { 80, 8, F_COUNT }, { 112, 2, F_COUNT }, { 114, 2, F_COUNT },
	{ 116, 2, F_FLAGS }, { 118, 2, F_FLAGS }, { 132, 4, F_FLAGS }, { 140, 4, F_POINTER },
	{ 144, 2, F_SIZE }, { 146, 2, F_SIZE }, { 148, 2, F_SIZE }, { 150, 2, F_SIZE },
	{ 248, 4, F_NUMBER }, { 252, 4, F_COUNT }, { 264, 8, F_FLAGS }, { 272, 8, F_FLAGS },
	{ 0, 0, 0 } };

/* A file of blocks follows the header. */
static const struct field summary_fields[] = { { 8, 4, F_MAGIC }, { 12, 2, F_SIZE },
	{ 14, 2, F_FLAGS }, { 16, 8, F_NUMBER }, { 32, 8, F_POINTER }, { 40, 4, F_COUNT },
	{ 44, 4, F_COUNT }, { 48, 4, F_SIZE }, { 56, 8, F_NUMBER }, { 64, 8, F_POINTER },
	{ 72, 8, F_NUMBER }, { 80, 4, F_COUNT }, { 84, 4, F_COUNT }, { 88, 8, F_POINTER },
	{ 96, 8, F_POINTER }, { 0, 0, 0 } };

/* Three inodes, from 16 on. */
static const struct field root_fields[] = { { 4, 2, F_SIZE }, { 6, 2, F_FLAGS },
	{ 16, 8, F_COUNT }, { 24, 8, F_SIZE }, { 64, 2, F_FLAGS }, { 66, 2, F_COUNT },
	{ 68, 4, F_FLAGS }, { 72, 8, F_POINTER }, { 80, 8, F_POINTER }, { 144, 8, F_COUNT },
	{ 152, 8, F_SIZE }, { 192, 2, F_FLAGS }, { 200, 8, F_POINTER },
	{ 208, 8, F_POINTER }, { 272, 8, F_COUNT }, { 280, 8, F_SIZE }, { 320, 2, F_FLAGS },
	{ 328, 8, F_POINTER }, { 336, 8, F_POINTER }, { 0, 0, 0 } };

static const struct field dat_fields[] = { { 8, 8, F_NUMBER }, { 16, 8, F_NUMBER },
	{ 0, 4, F_FLAGS }, { 0, 8, F_POINTER }, { 0, 0, 0 } };

/* A header of counts and a list, or checkpoints of 192 bytes. */
static const struct field checkpoint_fields[] = { { 0, 8, F_COUNT }, { 8, 8, F_COUNT },
	{ 16, 8, F_POINTER }, { 192, 4, F_FLAGS }, { 196, 4, F_COUNT },
	{ 200, 8, F_POINTER }, { 208, 8, F_POINTER }, { 216, 8, F_NUMBER },
	{ 240, 8, F_COUNT }, { 248, 8, F_COUNT }, { 256, 8, F_COUNT }, { 264, 8, F_SIZE },
	{ 304, 2, F_FLAGS }, { 308, 4, F_FLAGS }, { 312, 8, F_POINTER },
	{ 320, 8, F_POINTER }, { 0, 0, 0 } };

static const struct field segment_fields[] = { { 0, 8, F_COUNT }, { 8, 8, F_COUNT },
	{ 16, 8, F_POINTER }, { 24, 4, F_COUNT }, { 28, 4, F_FLAGS }, { 8, 4, F_COUNT },
	{ 12, 4, F_FLAGS }, { 0, 0, 0 } };

static const struct field inode_fields[] = { { 0, 4, F_COUNT }, { 0, 8, F_COUNT },
	{ 8, 8, F_SIZE }, { 48, 2, F_FLAGS }, { 50, 2, F_COUNT }, { 52, 4, F_FLAGS },
	{ 56, 8, F_POINTER }, { 64, 8, F_POINTER }, { 112, 8, F_POINTER },
	{ 120, 4, F_NUMBER }, { 56, 8, F_POINTER }, { 0, 0, 0 } };

static const struct field dir_fields[] = { { 0, 8, F_POINTER }, { 8, 2, F_SIZE },
	{ 10, 1, F_SIZE }, { 11, 1, F_FLAGS }, { 12, 1, F_NAME }, { 8, 2, F_SIZE },
	{ 0, 0, 0 } };

static const struct field node_fields[] = { { 0, 1, F_FLAGS }, { 1, 1, F_NUMBER },
	{ 2, 2, F_COUNT }, { 8, 8, F_POINTER }, { 0, 0, 0 } };

static const struct object_kind kinds[NILFS2_NKINDS] = {
	[NILFS2_SUPER] = { "superblock", super_fields, 0, false },
	[NILFS2_LOG] = { "log", NULL, 0, false },
	[NILFS2_SUMMARY] = { "segment summary", summary_fields, 8, false },
	[NILFS2_ROOT] = { "super root", root_fields, 0, false },
	[NILFS2_DAT] = { "address table block", dat_fields, 32, false },
	[NILFS2_CHECKPOINTS] = { "checkpoint block", checkpoint_fields, 192, false },
	[NILFS2_SEGMENTS] = { "segment usage block", segment_fields, 16, false },
	[NILFS2_INODES] = { "inode block", inode_fields, 128, false },
	[NILFS2_DIR] = { "directory block", dir_fields, 16, false },
	[NILFS2_NODE] = { "tree node", node_fields, 8, false },
};

const struct format nilfs2_format = {
	.name = "nilfs2",
	.kind = kinds,
	.scan = nilfs2_scan,
	.repair = nilfs2_repair,
};
