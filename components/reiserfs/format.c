/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* ReiserFS: the fields of its metadata. */
#include "components/reiserfs/format.h"

static const struct field super_fields[] = { { 0, 4, F_COUNT }, { 4, 4, F_COUNT },
	{ 8, 4, F_POINTER }, { 12, 4, F_POINTER }, { 16, 4, F_NUMBER }, { 20, 4, F_SIZE },
	{ 24, 4, F_SIZE }, { 28, 4, F_MAGIC }, { 32, 4, F_SIZE }, { 36, 4, F_NUMBER },
	{ 40, 4, F_NUMBER }, { 44, 2, F_SIZE }, { 46, 2, F_SIZE }, { 48, 2, F_SIZE },
	{ 50, 2, F_FLAGS }, { 52, 8, F_MAGIC }, { 62, 2, F_FLAGS }, { 64, 4, F_FLAGS },
	{ 68, 2, F_COUNT }, { 70, 2, F_COUNT }, { 72, 2, F_FLAGS }, { 74, 2, F_SIZE },
	{ 76, 4, F_NUMBER }, { 80, 4, F_FLAGS }, { 116, 2, F_COUNT }, { 204, 4, F_NUMBER },
	{ 204, 4, F_NUMBER }, { 0, 0, 0 } };

static const struct field map_fields[] = { { 0, 1, F_FLAGS }, { 0, 8, F_FLAGS }, { 0, 0, 0 } };

static const struct field log_header_fields[] = { { 0, 4, F_NUMBER }, { 4, 4, F_POINTER },
	{ 8, 4, F_NUMBER }, { 12, 4, F_POINTER }, { 16, 4, F_NUMBER }, { 20, 4, F_SIZE },
	{ 24, 4, F_SIZE }, { 28, 4, F_MAGIC }, { 32, 4, F_SIZE }, { 0, 0, 0 } };

static const struct field log_desc_fields[] = { { 0, 4, F_NUMBER }, { 4, 4, F_SIZE },
	{ 8, 4, F_NUMBER }, { 12, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field log_commit_fields[] = { { 0, 4, F_NUMBER }, { 4, 4, F_SIZE },
	{ 8, 4, F_POINTER }, { 0, 0, 0 } };

/* Keys of 16 bytes, then pointers of 8 with what is used below them. */
static const struct field node_fields[] = { { 0, 2, F_NUMBER }, { 2, 2, F_COUNT },
	{ 4, 2, F_SIZE }, { 24, 4, F_NUMBER }, { 28, 4, F_NUMBER }, { 32, 8, F_NUMBER },
	{ 24, 4, F_POINTER }, { 28, 2, F_SIZE }, { 24, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field leaf_fields[] = { { 0, 2, F_NUMBER }, { 2, 2, F_COUNT },
	{ 4, 2, F_SIZE }, { 0, 0, 0 } };

/* The fourth byte from the end of a key of version 2 has the kind of item in four of
 * its bits. */
static const struct field item_fields[] = { { 0, 4, F_NUMBER }, { 4, 4, F_NUMBER },
	{ 8, 4, F_POINTER }, { 12, 4, F_FLAGS }, { 8, 8, F_POINTER }, { 15, 1, F_FLAGS },
	{ 16, 2, F_COUNT }, { 18, 2, F_SIZE }, { 20, 2, F_POINTER }, { 22, 2, F_FLAGS },
	{ 0, 0, 0 } };

static const struct field stat_fields[] = { { 0, 2, F_FLAGS }, { 2, 2, F_FLAGS },
	{ 4, 4, F_COUNT }, { 8, 8, F_SIZE }, { 16, 4, F_NUMBER }, { 24, 4, F_NUMBER },
	{ 36, 4, F_COUNT }, { 40, 4, F_NUMBER }, { 0, 0, 0 } };

static const struct field stat1_fields[] = { { 0, 2, F_FLAGS }, { 2, 2, F_COUNT },
	{ 4, 2, F_NUMBER }, { 8, 4, F_SIZE }, { 12, 4, F_NUMBER }, { 24, 4, F_COUNT },
	{ 28, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field indirect_fields[] = { { 0, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field entry_fields[] = { { 0, 4, F_NAME }, { 4, 4, F_NUMBER },
	{ 8, 4, F_POINTER }, { 12, 2, F_POINTER }, { 14, 2, F_FLAGS }, { 0, 0, 0 } };

static const struct field name_fields[] = { { 0, 1, F_NAME }, { 1, 1, F_NAME }, { 0, 0, 0 } };

static const struct object_kind kinds[REISERFS_NKINDS] = {
	[REISERFS_SUPER] = { "superblock", super_fields, 4, false },
	[REISERFS_BITMAP] = { "bitmap", map_fields, 8, false },
	[REISERFS_LOG_HEADER] = { "journal header", log_header_fields, 0, false },
	[REISERFS_LOG_DESC] = { "journal descriptor", log_desc_fields, 4, false },
	[REISERFS_LOG_COMMIT] = { "journal commit", log_commit_fields, 4, false },
	[REISERFS_NODE] = { "node", node_fields, 8, false },
	[REISERFS_LEAF] = { "leaf", leaf_fields, 0, false },
	[REISERFS_ITEM] = { "item head", item_fields, 0, false },
	[REISERFS_STAT] = { "inode", stat_fields, 0, false },
	[REISERFS_STAT1] = { "inode of version 1", stat1_fields, 0, false },
	[REISERFS_INDIRECT] = { "pointers", indirect_fields, 4, false },
	[REISERFS_ENTRY] = { "directory entry", entry_fields, 0, false },
	[REISERFS_NAME] = { "name", name_fields, 0, false },
};

const struct format reiserfs_format = {
	.name = "reiserfs",
	.kind = kinds,
	.scan = reiserfs_scan,
	.repair = reiserfs_repair,
};
