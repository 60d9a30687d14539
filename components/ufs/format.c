/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* FFS: the fields of its metadata, in the byte order of little machines.  There are no
 * checksums. */
#include "components/ufs/format.h"

/* What both versions have, then what the first and the second have of their own. */
#define SUPER_FIELDS                                                                           \
	{ 8, 4, F_POINTER }, { 12, 4, F_POINTER }, { 16, 4, F_POINTER }, { 20, 4, F_POINTER }, \
	    { 44, 4, F_COUNT }, { 48, 4, F_SIZE }, { 52, 4, F_SIZE }, { 56, 4, F_COUNT },      \
	    { 60, 4, F_NUMBER }, { 72, 4, F_FLAGS }, { 76, 4, F_FLAGS }, { 80, 4, F_SIZE },    \
	    { 84, 4, F_SIZE }, { 96, 4, F_SIZE }, { 100, 4, F_SIZE }, { 104, 4, F_SIZE },      \
	    { 108, 4, F_FLAGS }, { 112, 4, F_SIZE }, { 116, 4, F_COUNT }, { 120, 4, F_COUNT }, \
	    { 124, 4, F_COUNT }, { 128, 4, F_FLAGS }, { 156, 4, F_SIZE }, { 160, 4, F_SIZE },  \
	    { 184, 4, F_COUNT }, { 188, 4, F_COUNT }, { 209, 1, F_FLAGS },                     \
	    { 210, 1, F_FLAGS }, { 211, 1, F_FLAGS }, { 1316, 4, F_SIZE },                     \
	    { 1320, 4, F_SIZE }, { 1372, 4, F_MAGIC }

static const struct field super1_fields[] = { SUPER_FIELDS, { 24, 4, F_POINTER },
	{ 28, 4, F_FLAGS }, { 36, 4, F_COUNT }, { 40, 4, F_COUNT }, { 132, 4, F_COUNT },
	{ 136, 4, F_NUMBER }, { 152, 4, F_POINTER }, { 164, 4, F_COUNT }, { 168, 4, F_COUNT },
	{ 172, 4, F_COUNT }, { 176, 4, F_COUNT }, { 180, 4, F_COUNT }, { 192, 4, F_COUNT },
	{ 196, 4, F_COUNT }, { 200, 4, F_COUNT }, { 204, 4, F_COUNT }, { 724, 4, F_NUMBER },
	{ 1324, 4, F_FLAGS }, { 1352, 4, F_NUMBER }, { 1356, 4, F_FLAGS },
	{ 1360, 4, F_COUNT }, { 1364, 4, F_POINTER }, { 1368, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field super2_fields[] = { SUPER_FIELDS, { 1000, 8, F_POINTER },
	{ 1008, 8, F_COUNT }, { 1016, 8, F_COUNT }, { 1024, 8, F_COUNT },
	{ 1032, 8, F_COUNT }, { 1080, 8, F_COUNT }, { 1088, 8, F_COUNT },
	{ 1096, 8, F_POINTER }, { 1104, 8, F_COUNT }, { 1112, 4, F_COUNT }, { 0, 0, 0 } };

static const struct field summary_fields[] = { { 0, 4, F_COUNT }, { 4, 4, F_COUNT },
	{ 8, 4, F_COUNT }, { 12, 4, F_COUNT }, { 0, 0, 0 } };

static const struct field group_fields[] = { { 4, 4, F_MAGIC }, { 12, 4, F_NUMBER },
	{ 16, 2, F_COUNT }, { 18, 2, F_COUNT }, { 20, 4, F_COUNT }, { 24, 4, F_COUNT },
	{ 28, 4, F_COUNT }, { 32, 4, F_COUNT }, { 36, 4, F_COUNT }, { 40, 4, F_POINTER },
	{ 44, 4, F_POINTER }, { 48, 4, F_POINTER }, { 84, 4, F_POINTER },
	{ 88, 4, F_POINTER }, { 92, 4, F_POINTER }, { 96, 4, F_POINTER },
	{ 100, 4, F_POINTER }, { 104, 4, F_POINTER }, { 108, 4, F_POINTER },
	{ 112, 4, F_COUNT }, { 116, 4, F_COUNT }, { 120, 4, F_COUNT }, { 52, 4, F_COUNT },
	{ 0, 0, 0 } };

static const struct field map_fields[] = { { 0, 1, F_FLAGS }, { 0, 8, F_FLAGS }, { 0, 0, 0 } };

static const struct field inode1_fields[] = { { 0, 2, F_FLAGS }, { 2, 2, F_COUNT },
	{ 8, 8, F_SIZE }, { 0x28, 4, F_POINTER }, { 0x2c, 4, F_POINTER },
	{ 0x30, 4, F_POINTER }, { 0x54, 4, F_POINTER }, { 0x58, 4, F_POINTER },
	{ 0x5c, 4, F_POINTER }, { 0x60, 4, F_POINTER }, { 0x64, 4, F_FLAGS },
	{ 0x68, 4, F_COUNT }, { 0x6c, 4, F_NUMBER }, { 0x70, 4, F_NUMBER }, { 0, 0, 0 } };

static const struct field inode2_fields[] = { { 0, 2, F_FLAGS }, { 2, 2, F_COUNT },
	{ 4, 4, F_NUMBER }, { 12, 4, F_SIZE }, { 16, 8, F_SIZE }, { 24, 8, F_COUNT },
	{ 32, 8, F_NUMBER }, { 64, 4, F_NUMBER }, { 80, 4, F_NUMBER }, { 88, 4, F_FLAGS },
	{ 112, 8, F_POINTER }, { 120, 8, F_POINTER }, { 128, 8, F_POINTER },
	{ 200, 8, F_POINTER }, { 208, 8, F_POINTER }, { 216, 8, F_POINTER },
	{ 224, 8, F_POINTER }, { 0, 0, 0 } };

static const struct field entry_fields[] = { { 0, 4, F_POINTER }, { 4, 2, F_SIZE },
	{ 6, 1, F_FLAGS }, { 7, 1, F_SIZE }, { 8, 1, F_NAME }, { 0, 0, 0 } };

static const struct field pointers1_fields[] = { { 0, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field pointers2_fields[] = { { 0, 8, F_POINTER }, { 0, 0, 0 } };

static const struct object_kind kinds[UFS_NKINDS] = {
	[UFS_SUPER1] = { "superblock", super1_fields, 0, false },
	[UFS_SUPER2] = { "superblock of version 2", super2_fields, 0, false },
	[UFS_SUMMARY] = { "summary", summary_fields, 0, false },
	[UFS_GROUP] = { "cylinder group", group_fields, 0, false },
	[UFS_INODE_MAP] = { "inode bitmap", map_fields, 8, false },
	[UFS_FRAG_MAP] = { "fragment bitmap", map_fields, 8, false },
	[UFS_INODE1] = { "inode", inode1_fields, 0, false },
	[UFS_INODE2] = { "inode of version 2", inode2_fields, 0, false },
	[UFS_ENTRY] = { "directory entry", entry_fields, 0, false },
	[UFS_POINTERS1] = { "indirect block", pointers1_fields, 4, false },
	[UFS_POINTERS2] = { "indirect block of version 2", pointers2_fields, 8, false },
};

const struct format ufs_format = {
	.name = "ufs",
	.kind = kinds,
	.scan = ufs_scan,
};
