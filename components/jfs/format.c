/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* JFS: the fields of its metadata.  There are no checksums.  Extents are words of a
 * length in 24 bits with a place in 40. */
#include "components/jfs/format.h"

static const struct field super_fields[] = { { 0, 4, F_MAGIC }, { 4, 4, F_NUMBER },
	{ 8, 8, F_SIZE }, { 16, 4, F_SIZE }, { 20, 2, F_SIZE }, { 22, 2, F_SIZE },
	{ 24, 4, F_SIZE }, { 28, 2, F_SIZE }, { 32, 4, F_SIZE }, { 36, 4, F_FLAGS },
	{ 40, 4, F_FLAGS }, { 48, 4, F_SIZE }, { 52, 4, F_POINTER }, { 56, 4, F_SIZE },
	{ 60, 4, F_POINTER }, { 64, 4, F_NUMBER }, { 68, 4, F_NUMBER }, { 72, 4, F_SIZE },
	{ 76, 4, F_POINTER }, { 80, 4, F_SIZE }, { 84, 4, F_POINTER }, { 96, 4, F_SIZE },
	{ 112, 8, F_SIZE }, { 120, 8, F_POINTER }, { 128, 8, F_POINTER }, { 0, 0, 0 } };

static const struct field block_map_fields[] = { { 0, 8, F_COUNT }, { 8, 8, F_COUNT },
	{ 16, 4, F_SIZE }, { 20, 4, F_COUNT }, { 24, 4, F_COUNT }, { 28, 4, F_COUNT },
	{ 32, 4, F_POINTER }, { 36, 4, F_NUMBER }, { 40, 4, F_NUMBER }, { 44, 4, F_NUMBER },
	{ 48, 4, F_POINTER }, { 52, 4, F_SIZE }, { 1080, 8, F_SIZE }, { 1088, 1, F_SIZE },
	{ 56, 8, F_COUNT }, { 0, 0, 0 } };

static const struct field map_control_fields[] = { { 0, 4, F_COUNT }, { 4, 4, F_SIZE },
	{ 8, 4, F_POINTER }, { 12, 4, F_NUMBER }, { 16, 1, F_SIZE }, { 17, 1, F_SIZE },
	{ 17, 1, F_SIZE }, { 0, 0, 0 } };

static const struct field map_page_fields[] = { { 0, 4, F_COUNT }, { 4, 4, F_COUNT },
	{ 8, 8, F_POINTER }, { 16, 4, F_COUNT }, { 20, 4, F_SIZE }, { 24, 4, F_POINTER },
	{ 28, 4, F_NUMBER }, { 32, 1, F_SIZE }, { 33, 1, F_SIZE }, { 34, 1, F_SIZE },
	{ 2048, 4, F_FLAGS }, { 3072, 4, F_FLAGS }, { 32, 4, F_FLAGS }, { 0, 0, 0 } };

static const struct field inode_map_fields[] = { { 0, 4, F_POINTER }, { 4, 4, F_COUNT },
	{ 8, 4, F_COUNT }, { 12, 4, F_COUNT }, { 16, 4, F_SIZE }, { 20, 4, F_SIZE },
	{ 2048, 4, F_POINTER }, { 2052, 4, F_POINTER }, { 2056, 4, F_COUNT },
	{ 2060, 4, F_COUNT }, { 2048, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field inode_group_fields[] = { { 0, 8, F_POINTER }, { 8, 4, F_NUMBER },
	{ 12, 4, F_POINTER }, { 16, 4, F_POINTER }, { 20, 4, F_POINTER },
	{ 24, 4, F_POINTER }, { 28, 4, F_POINTER }, { 32, 4, F_FLAGS }, { 48, 4, F_FLAGS },
	{ 64, 4, F_COUNT }, { 68, 4, F_COUNT }, { 2048, 4, F_FLAGS }, { 2560, 4, F_FLAGS },
	{ 3072, 4, F_SIZE }, { 3076, 4, F_POINTER }, { 3076, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field inode_fields[] = { { 0, 4, F_NUMBER }, { 4, 4, F_NUMBER },
	{ 8, 4, F_NUMBER }, { 12, 4, F_NUMBER }, { 16, 4, F_SIZE }, { 20, 4, F_POINTER },
	{ 24, 8, F_SIZE }, { 32, 8, F_COUNT }, { 40, 4, F_COUNT }, { 44, 4, F_NUMBER },
	{ 52, 4, F_FLAGS }, { 52, 2, F_FLAGS }, { 56, 4, F_NUMBER }, { 88, 1, F_FLAGS },
	{ 92, 4, F_SIZE }, { 96, 4, F_SIZE }, { 100, 4, F_POINTER }, { 104, 1, F_FLAGS },
	{ 108, 4, F_SIZE }, { 112, 4, F_SIZE }, { 116, 4, F_POINTER }, { 120, 4, F_COUNT },
	{ 0, 0, 0 } };

static const struct field extents_fields[] = { { 0, 8, F_POINTER }, { 8, 8, F_POINTER },
	{ 16, 1, F_FLAGS }, { 18, 2, F_COUNT }, { 20, 2, F_COUNT }, { 24, 4, F_SIZE },
	{ 28, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field extent_fields[] = { { 0, 1, F_FLAGS }, { 3, 1, F_POINTER },
	{ 4, 4, F_POINTER }, { 8, 4, F_SIZE }, { 11, 1, F_POINTER }, { 12, 4, F_POINTER },
	{ 0, 0, 0 } };

static const struct field names_root_fields[] = { { 16, 1, F_FLAGS }, { 17, 1, F_COUNT },
	{ 18, 1, F_COUNT }, { 19, 1, F_POINTER }, { 20, 4, F_POINTER }, { 24, 1, F_POINTER },
	{ 25, 1, F_POINTER }, { 0, 0, 0 } };

static const struct field names_page_fields[] = { { 0, 8, F_POINTER }, { 8, 8, F_POINTER },
	{ 16, 1, F_FLAGS }, { 17, 1, F_COUNT }, { 18, 1, F_COUNT }, { 19, 1, F_POINTER },
	{ 20, 1, F_COUNT }, { 21, 1, F_POINTER }, { 24, 4, F_SIZE }, { 28, 4, F_POINTER },
	{ 0, 0, 0 } };

static const struct field names_order_fields[] = { { 0, 1, F_POINTER }, { 0, 0, 0 } };

static const struct field entry_fields[] = { { 0, 4, F_POINTER }, { 4, 1, F_POINTER },
	{ 5, 1, F_SIZE }, { 6, 2, F_NAME }, { 28, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field inner_fields[] = { { 0, 4, F_SIZE }, { 4, 4, F_POINTER },
	{ 8, 1, F_POINTER }, { 9, 1, F_SIZE }, { 10, 2, F_NAME }, { 0, 0, 0 } };

static const struct field dir_table_fields[] = { { 1, 1, F_FLAGS }, { 2, 1, F_POINTER },
	{ 3, 1, F_POINTER }, { 4, 4, F_POINTER }, { 0, 1, F_FLAGS }, { 0, 0, 0 } };

static const struct field attribute_fields[] = { { 0, 4, F_SIZE }, { 4, 1, F_FLAGS },
	{ 5, 1, F_SIZE }, { 6, 2, F_SIZE }, { 8, 1, F_NAME }, { 5, 1, F_SIZE }, { 0, 0, 0 } };

static const struct field log_super_fields[] = { { 0, 4, F_MAGIC }, { 4, 4, F_NUMBER },
	{ 8, 4, F_NUMBER }, { 12, 4, F_SIZE }, { 16, 4, F_SIZE }, { 20, 4, F_SIZE },
	{ 24, 4, F_FLAGS }, { 28, 4, F_FLAGS }, { 32, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field log_page_fields[] = { { 0, 4, F_NUMBER }, { 6, 2, F_POINTER },
	{ 4088, 4, F_NUMBER }, { 4094, 2, F_POINTER }, { 0, 0, 0 } };

static const struct object_kind kinds[JFS_NKINDS] = {
	[JFS_SUPER] = { "superblock", super_fields, 0, false },
	[JFS_BLOCK_MAP] = { "block map", block_map_fields, 8, false },
	[JFS_MAP_CONTROL] = { "map control page", map_control_fields, 1, false },
	[JFS_MAP_PAGE] = { "map page", map_page_fields, 4, false },
	[JFS_INODE_MAP] = { "inode map", inode_map_fields, 4, false },
	[JFS_INODE_GROUP] = { "inode allocation group", inode_group_fields, 8, false },
	[JFS_INODE] = { "inode", inode_fields, 0, false },
	[JFS_EXTENTS] = { "extent tree head", extents_fields, 0, false },
	[JFS_EXTENT] = { "extent", extent_fields, 0, false },
	[JFS_NAMES_ROOT] = { "name tree root", names_root_fields, 0, false },
	[JFS_NAMES_PAGE] = { "name tree page", names_page_fields, 0, false },
	[JFS_NAMES_ORDER] = { "name order", names_order_fields, 1, false },
	[JFS_ENTRY] = { "directory entry", entry_fields, 0, false },
	[JFS_INNER] = { "name tree pointer", inner_fields, 0, false },
	[JFS_DIR_TABLE] = { "directory table", dir_table_fields, 8, false },
	[JFS_ATTRIBUTES] = { "attributes", attribute_fields, 4, false },
	[JFS_LOG_SUPER] = { "log superblock", log_super_fields, 0, false },
	[JFS_LOG_PAGE] = { "log page", log_page_fields, 0, false },
};

const struct format jfs_format = {
	.name = "jfs",
	.kind = kinds,
	.scan = jfs_scan,
};
