/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* GFS2: the fields of its metadata. */
#include "components/gfs2/format.h"

#define HEADER { 0, 4, F_MAGIC }, { 4, 4, F_FLAGS }, { 16, 4, F_FLAGS }

static const struct field super_fields[] = { HEADER, { 24, 4, F_NUMBER },
	{ 28, 4, F_NUMBER }, { 36, 4, F_SIZE }, { 40, 4, F_SIZE }, { 48, 8, F_NUMBER },
	{ 56, 8, F_POINTER }, { 80, 8, F_NUMBER }, { 88, 8, F_POINTER }, { 96, 1, F_NAME },
	{ 160, 1, F_NAME }, { 0, 0, 0 } };

static const struct field group_fields[] = { HEADER, { 24, 4, F_FLAGS }, { 28, 4, F_COUNT },
	{ 32, 4, F_COUNT }, { 36, 4, F_POINTER }, { 40, 8, F_NUMBER }, { 48, 8, F_POINTER },
	{ 56, 4, F_COUNT }, { 60, 4, F_SIZE }, { 128, 8, F_FLAGS }, { 0, 0, 0 } };

static const struct field bitmap_fields[] = { HEADER, { 24, 8, F_FLAGS }, { 0, 0, 0 } };

/* From 232 on: content, names, or pointers. */
static const struct field inode_fields[] = { HEADER, { 24, 8, F_NUMBER },
	{ 32, 8, F_POINTER }, { 40, 4, F_FLAGS }, { 52, 4, F_COUNT }, { 56, 8, F_SIZE },
	{ 64, 8, F_COUNT }, { 96, 4, F_NUMBER }, { 104, 8, F_POINTER },
	{ 112, 8, F_POINTER }, { 120, 8, F_NUMBER }, { 128, 4, F_FLAGS },
	{ 132, 4, F_FLAGS }, { 138, 2, F_NUMBER }, { 146, 2, F_NUMBER }, { 148, 4, F_COUNT },
	{ 168, 8, F_POINTER }, { 232, 8, F_POINTER }, { 240, 8, F_POINTER },
	{ 248, 4, F_NAME }, { 252, 2, F_SIZE }, { 254, 2, F_SIZE }, { 256, 2, F_FLAGS },
	{ 258, 2, F_FLAGS }, { 272, 1, F_NAME }, { 232, 8, F_POINTER }, { 0, 0, 0 } };

static const struct field indirect_fields[] = { HEADER, { 24, 8, F_POINTER }, { 0, 0, 0 } };

static const struct field leaf_fields[] = { HEADER, { 24, 2, F_NUMBER }, { 26, 2, F_COUNT },
	{ 28, 4, F_FLAGS }, { 32, 8, F_POINTER }, { 40, 8, F_POINTER }, { 48, 4, F_NUMBER },
	{ 104, 8, F_NUMBER }, { 112, 8, F_POINTER }, { 120, 4, F_NAME }, { 124, 2, F_SIZE },
	{ 126, 2, F_SIZE }, { 128, 2, F_FLAGS }, { 144, 1, F_NAME }, { 124, 2, F_SIZE },
	{ 0, 0, 0 } };

/* Mostly the index of groups, or counts of the file system. */
static const struct field data_fields[] = { HEADER, { 24, 8, F_POINTER }, { 32, 4, F_SIZE },
	{ 40, 8, F_POINTER }, { 48, 4, F_COUNT }, { 52, 4, F_SIZE }, { 24, 8, F_NUMBER },
	{ 0, 0, 0 } };

static const struct field log_fields[] = { HEADER, { 24, 8, F_NUMBER }, { 32, 4, F_FLAGS },
	{ 36, 4, F_POINTER }, { 40, 4, F_POINTER }, { 64, 8, F_POINTER },
	{ 72, 8, F_POINTER }, { 80, 8, F_POINTER }, { 88, 8, F_POINTER }, { 96, 8, F_COUNT },
	{ 104, 8, F_COUNT }, { 112, 8, F_COUNT }, { 0, 0, 0 } };

static const struct field list_fields[] = { HEADER, { 24, 4, F_FLAGS }, { 28, 4, F_COUNT },
	{ 32, 4, F_NUMBER }, { 36, 4, F_NUMBER }, { 64, 8, F_POINTER }, { 0, 0, 0 } };

static const struct field attr_fields[] = { HEADER, { 24, 4, F_SIZE }, { 28, 4, F_SIZE },
	{ 32, 1, F_SIZE }, { 33, 1, F_FLAGS }, { 34, 1, F_FLAGS }, { 35, 1, F_COUNT },
	{ 40, 1, F_NAME }, { 40, 8, F_POINTER }, { 0, 0, 0 } };

static const struct field quota_fields[] = { HEADER, { 24, 8, F_COUNT }, { 32, 4, F_FLAGS },
	{ 36, 4, F_NUMBER }, { 24, 8, F_COUNT }, { 0, 0, 0 } };

static const struct object_kind kinds[GFS2_NKINDS] = {
	[GFS2_SUPER] = { "superblock", super_fields, 0, true },
	[GFS2_GROUP] = { "resource group", group_fields, 0, true },
	[GFS2_BITMAP] = { "bitmap", bitmap_fields, 0, true },
	[GFS2_INODE] = { "inode", inode_fields, 8, true },
	[GFS2_INDIRECT] = { "indirect block", indirect_fields, 8, true },
	[GFS2_LEAF] = { "directory leaf", leaf_fields, 8, true },
	[GFS2_DATA] = { "journaled data", data_fields, 8, true },
	[GFS2_LOG] = { "log header", log_fields, 0, true },
	[GFS2_LIST] = { "log descriptor", list_fields, 8, true },
	[GFS2_ATTR] = { "attribute block", attr_fields, 8, true },
	[GFS2_QUOTA] = { "quota changes", quota_fields, 16, true },
};

const struct format gfs2_format = {
	.name = "gfs2",
	.kind = kinds,
	.scan = gfs2_scan,
	.repair = gfs2_repair,
};
