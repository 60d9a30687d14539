/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Minix: the fields of its metadata.  There are no checksums. */
#include "components/minix/format.h"

static const struct field super_fields[] = { { 0, 2, F_COUNT }, { 2, 2, F_COUNT },
	{ 4, 2, F_COUNT }, { 6, 2, F_COUNT }, { 8, 2, F_POINTER }, { 10, 2, F_SIZE },
	{ 12, 4, F_SIZE }, { 16, 2, F_MAGIC }, { 18, 2, F_FLAGS }, { 20, 4, F_COUNT },
	{ 0, 0, 0 } };

static const struct field super3_fields[] = { { 0, 4, F_COUNT }, { 6, 2, F_COUNT },
	{ 8, 2, F_COUNT }, { 10, 2, F_POINTER }, { 12, 2, F_SIZE }, { 16, 4, F_SIZE },
	{ 20, 4, F_COUNT }, { 24, 2, F_MAGIC }, { 28, 2, F_SIZE }, { 30, 1, F_NUMBER },
	{ 0, 0, 0 } };

static const struct field map_fields[] = { { 0, 1, F_FLAGS }, { 0, 8, F_FLAGS }, { 0, 0, 0 } };

static const struct field inode1_fields[] = { { 0, 2, F_FLAGS }, { 2, 2, F_NUMBER },
	{ 4, 4, F_SIZE }, { 8, 4, F_NUMBER }, { 13, 1, F_COUNT }, { 14, 2, F_POINTER },
	{ 16, 2, F_POINTER }, { 26, 2, F_POINTER }, { 28, 2, F_POINTER },
	{ 30, 2, F_POINTER }, { 0, 0, 0 } };

static const struct field inode2_fields[] = { { 0, 2, F_FLAGS }, { 2, 2, F_COUNT },
	{ 4, 2, F_NUMBER }, { 8, 4, F_SIZE }, { 16, 4, F_NUMBER }, { 24, 4, F_POINTER },
	{ 28, 4, F_POINTER }, { 48, 4, F_POINTER }, { 52, 4, F_POINTER },
	{ 56, 4, F_POINTER }, { 60, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field entry_fields[] = { { 0, 2, F_POINTER }, { 2, 1, F_NAME }, { 0, 0, 0 } };

static const struct field entry3_fields[] = { { 0, 4, F_POINTER }, { 4, 1, F_NAME },
	{ 0, 0, 0 } };

static const struct field zones1_fields[] = { { 0, 2, F_POINTER }, { 0, 0, 0 } };

static const struct field zones2_fields[] = { { 0, 4, F_POINTER }, { 0, 0, 0 } };

static const struct object_kind kinds[MINIX_NKINDS] = {
	[MINIX_SUPER] = { "superblock", super_fields, 0, false },
	[MINIX_SUPER3] = { "superblock of version 3", super3_fields, 0, false },
	[MINIX_INODE_MAP] = { "inode bitmap", map_fields, 8, false },
	[MINIX_ZONE_MAP] = { "zone bitmap", map_fields, 8, false },
	[MINIX_INODE1] = { "inode of version 1", inode1_fields, 0, false },
	[MINIX_INODE2] = { "inode", inode2_fields, 0, false },
	[MINIX_ENTRY] = { "directory entry", entry_fields, 0, false },
	[MINIX_ENTRY3] = { "directory entry of version 3", entry3_fields, 0, false },
	[MINIX_ZONES1] = { "indirect block of version 1", zones1_fields, 2, false },
	[MINIX_ZONES2] = { "indirect block", zones2_fields, 4, false },
};

const struct format minix_format = {
	.name = "minix",
	.kind = kinds,
	.scan = minix_scan,
};
