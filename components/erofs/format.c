/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* EROFS: the fields of its metadata. */
#include "components/erofs/format.h"

static const struct field super_fields[] = { { 0, 4, F_MAGIC }, { 8, 4, F_FLAGS },
	{ 12, 1, F_SIZE }, { 13, 1, F_COUNT }, { 14, 2, F_POINTER }, { 16, 8, F_COUNT },
	{ 36, 4, F_COUNT }, { 40, 4, F_POINTER }, { 44, 4, F_POINTER }, { 80, 4, F_FLAGS },
	{ 84, 2, F_FLAGS }, { 86, 2, F_COUNT }, { 88, 2, F_POINTER }, { 90, 1, F_SIZE },
	{ 96, 8, F_POINTER }, { 128, 2, F_SIZE }, { 130, 2, F_SIZE }, { 0, 0, 0 } };

static const struct field compact_fields[] = { { 0, 2, F_FLAGS }, { 2, 2, F_COUNT },
	{ 4, 2, F_FLAGS }, { 6, 2, F_COUNT }, { 8, 4, F_SIZE }, { 16, 4, F_POINTER },
	{ 16, 2, F_FLAGS }, { 20, 4, F_NUMBER }, { 0, 0, 0 } };

static const struct field extended_fields[] = { { 0, 2, F_FLAGS }, { 2, 2, F_COUNT },
	{ 4, 2, F_FLAGS }, { 8, 8, F_SIZE }, { 16, 4, F_POINTER }, { 16, 2, F_FLAGS },
	{ 20, 4, F_NUMBER }, { 44, 4, F_COUNT }, { 0, 0, 0 } };

/* A header with a count of shared ones, their numbers, then entries. */
static const struct field xattr_fields[] = { { 4, 1, F_COUNT }, { 12, 4, F_POINTER },
	{ 12, 1, F_SIZE }, { 13, 1, F_FLAGS }, { 14, 2, F_SIZE }, { 16, 1, F_NAME },
	{ 12, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field map_fields[] = { { 0, 4, F_POINTER }, { 2, 2, F_SIZE },
	{ 4, 2, F_FLAGS }, { 6, 1, F_FLAGS }, { 7, 1, F_SIZE }, { 8, 2, F_FLAGS },
	{ 10, 2, F_POINTER }, { 12, 4, F_POINTER }, { 8, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field dir_fields[] = { { 0, 8, F_POINTER }, { 8, 2, F_POINTER },
	{ 10, 1, F_FLAGS }, { 8, 2, F_POINTER }, { 0, 0, 0 } };

static const struct object_kind kinds[EROFS_NKINDS] = {
	[EROFS_SUPER] = { "superblock", super_fields, 0, false },
	[EROFS_COMPACT] = { "inode", compact_fields, 0, false },
	[EROFS_EXTENDED] = { "extended inode", extended_fields, 0, false },
	[EROFS_XATTR] = { "attributes", xattr_fields, 4, false },
	[EROFS_MAP] = { "map", map_fields, 8, false },
	[EROFS_DIR] = { "directory", dir_fields, 12, false },
};

const struct format erofs_format = {
	.name = "erofs",
	.kind = kinds,
	.scan = erofs_scan,
	.repair = erofs_repair,
};
