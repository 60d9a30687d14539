/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* OCFS2: the fields of its metadata. */
#include "components/ocfs2/format.h"

/* A list of extents or of chains, with its first record. */
#define LIST(at)                                                                          \
	{ (at), 2, F_NUMBER }, { (at) + 2, 2, F_COUNT }, { (at) + 4, 2, F_COUNT },        \
	    { (at) + 16, 4, F_NUMBER }, { (at) + 20, 2, F_SIZE }, { (at) + 23, 1, F_FLAGS }, \
	    { (at) + 24, 8, F_POINTER }

static const struct field super_fields[] = { { 0, 1, F_MAGIC }, { 24, 4, F_SIZE },
	{ 44, 4, F_FLAGS }, { 80, 8, F_POINTER }, { 192, 2, F_NUMBER }, { 194, 2, F_NUMBER },
	{ 200, 2, F_FLAGS }, { 202, 2, F_FLAGS }, { 220, 4, F_FLAGS }, { 224, 4, F_FLAGS },
	{ 228, 4, F_FLAGS }, { 232, 8, F_POINTER }, { 240, 8, F_POINTER }, { 248, 4, F_SIZE },
	{ 252, 4, F_SIZE }, { 256, 2, F_COUNT }, { 258, 2, F_FLAGS }, { 264, 8, F_POINTER },
	{ 376, 2, F_SIZE }, { 380, 4, F_NUMBER }, { 0, 0, 0 } };

static const struct field inode_fields[] = { { 0, 1, F_MAGIC }, { 8, 4, F_NUMBER },
	{ 12, 2, F_NUMBER }, { 14, 2, F_NUMBER }, { 16, 2, F_COUNT }, { 18, 2, F_SIZE },
	{ 20, 4, F_COUNT }, { 32, 8, F_SIZE }, { 40, 2, F_FLAGS }, { 42, 2, F_COUNT },
	{ 44, 4, F_FLAGS }, { 72, 8, F_NUMBER }, { 80, 8, F_POINTER }, { 88, 8, F_POINTER },
	{ 96, 4, F_NUMBER }, { 112, 4, F_FLAGS }, { 118, 2, F_FLAGS }, { 120, 8, F_POINTER },
	{ 136, 8, F_POINTER }, { 144, 8, F_POINTER }, { 152, 8, F_POINTER },
	{ 184, 4, F_COUNT }, { 188, 4, F_COUNT }, LIST(192), { 200, 8, F_POINTER },
	{ 208, 2, F_SIZE }, { 210, 1, F_SIZE }, { 211, 1, F_FLAGS }, { 212, 1, F_NAME },
	{ 208, 8, F_POINTER }, { 0, 0, 0 } };

static const struct field extent_fields[] = { { 0, 1, F_MAGIC }, { 16, 2, F_NUMBER },
	{ 18, 2, F_NUMBER }, { 20, 4, F_NUMBER }, { 24, 8, F_POINTER }, { 40, 8, F_POINTER },
	LIST(48), { 64, 8, F_POINTER }, { 0, 0, 0 } };

static const struct field group_fields[] = { { 0, 1, F_MAGIC }, { 8, 2, F_SIZE },
	{ 10, 2, F_COUNT }, { 12, 2, F_COUNT }, { 14, 2, F_NUMBER }, { 16, 4, F_NUMBER },
	{ 24, 8, F_POINTER }, { 32, 8, F_POINTER }, { 40, 8, F_POINTER }, LIST(320),
	{ 64, 8, F_FLAGS }, { 0, 0, 0 } };

static const struct field xattr_fields[] = { { 0, 1, F_MAGIC }, { 8, 2, F_NUMBER },
	{ 12, 4, F_NUMBER }, { 16, 8, F_POINTER }, { 32, 2, F_FLAGS }, { 48, 2, F_COUNT },
	{ 50, 2, F_SIZE }, { 52, 2, F_SIZE }, { 54, 2, F_COUNT }, { 64, 4, F_NAME },
	{ 68, 2, F_SIZE }, { 70, 1, F_SIZE }, { 71, 1, F_FLAGS }, { 72, 8, F_SIZE },
	{ 64, 8, F_POINTER }, { 0, 0, 0 } };

static const struct field root_fields[] = { { 0, 1, F_MAGIC }, { 16, 2, F_NUMBER },
	{ 20, 4, F_NUMBER }, { 24, 8, F_POINTER }, { 32, 8, F_POINTER }, { 40, 4, F_COUNT },
	{ 44, 1, F_FLAGS }, { 48, 8, F_POINTER }, { 56, 4, F_COUNT }, { 64, 8, F_POINTER },
	{ 192, 2, F_NUMBER }, { 196, 2, F_COUNT }, { 198, 2, F_COUNT }, { 208, 4, F_NAME },
	{ 212, 4, F_NAME }, { 200, 8, F_POINTER }, { 0, 0, 0 } };

static const struct field leaf_fields[] = { { 0, 1, F_MAGIC }, { 16, 8, F_POINTER },
	{ 24, 4, F_NUMBER }, { 44, 2, F_COUNT }, { 46, 2, F_COUNT }, { 48, 4, F_NAME },
	{ 52, 4, F_NAME }, { 56, 8, F_POINTER }, { 0, 0, 0 } };

static const struct field refcount_fields[] = { { 0, 1, F_MAGIC }, { 8, 2, F_NUMBER },
	{ 12, 4, F_NUMBER }, { 16, 8, F_POINTER }, { 24, 8, F_POINTER }, { 40, 8, F_POINTER },
	{ 48, 4, F_COUNT }, { 52, 4, F_FLAGS }, { 56, 4, F_COUNT }, { 64, 4, F_NUMBER },
	LIST(128), { 144, 8, F_NUMBER }, { 0, 0, 0 } };

/* Entries, and the trailer's room is behind what the fields reach. */
static const struct field directory_fields[] = { { 0, 8, F_POINTER }, { 8, 2, F_SIZE },
	{ 10, 1, F_SIZE }, { 11, 1, F_FLAGS }, { 12, 1, F_NAME }, { 16, 8, F_POINTER },
	{ 24, 2, F_SIZE }, { 26, 1, F_SIZE }, { 27, 1, F_FLAGS }, { 24, 2, F_SIZE },
	{ 0, 0, 0 } };

static const struct object_kind kinds[OCFS2_NKINDS] = {
	[OCFS2_SUPER] = { "superblock", super_fields, 0, false },
	[OCFS2_INODE] = { "inode", inode_fields, 8, false },
	[OCFS2_EXTENTS] = { "extent block", extent_fields, 8, false },
	[OCFS2_GROUP] = { "block group", group_fields, 8, false },
	[OCFS2_XATTRS] = { "attribute block", xattr_fields, 8, false },
	[OCFS2_DX_ROOT] = { "index root", root_fields, 8, false },
	[OCFS2_DX_LEAF] = { "index leaf", leaf_fields, 16, false },
	[OCFS2_REFCOUNTS] = { "reference counts", refcount_fields, 8, false },
	[OCFS2_DIRECTORY] = { "directory block", directory_fields, 4, false },
};

const struct format ocfs2_format = {
	.name = "ocfs2",
	.kind = kinds,
	.scan = ocfs2_scan,
	.repair = ocfs2_repair,
};
