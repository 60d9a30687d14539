/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* UDF: the fields of its metadata. */
#include "components/udf/format.h"

#define TAG { 0, 2, F_MAGIC }, { 2, 2, F_NUMBER }, { 6, 2, F_NUMBER }, { 12, 4, F_POINTER }

static const struct field recognition_fields[] = { { 0, 1, F_FLAGS }, { 1, 1, F_MAGIC },
	{ 4, 1, F_MAGIC }, { 5, 1, F_MAGIC }, { 6, 1, F_NUMBER }, { 0, 0, 0 } };

static const struct field primary_fields[] = { TAG, { 16, 4, F_NUMBER }, { 20, 4, F_NUMBER },
	{ 24, 1, F_SIZE }, { 25, 1, F_NAME }, { 55, 1, F_SIZE }, { 56, 2, F_NUMBER },
	{ 58, 2, F_NUMBER }, { 60, 2, F_NUMBER }, { 64, 4, F_FLAGS }, { 72, 1, F_FLAGS },
	{ 199, 1, F_SIZE }, { 376, 2, F_FLAGS }, { 0, 0, 0 } };

static const struct field anchor_fields[] = { TAG, { 16, 4, F_SIZE }, { 20, 4, F_POINTER },
	{ 24, 4, F_SIZE }, { 28, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field partition_fields[] = { TAG, { 16, 4, F_NUMBER },
	{ 20, 2, F_FLAGS }, { 22, 2, F_NUMBER }, { 24, 1, F_FLAGS }, { 25, 1, F_MAGIC },
	{ 56, 4, F_SIZE }, { 60, 4, F_POINTER }, { 64, 4, F_SIZE }, { 68, 4, F_POINTER },
	{ 72, 4, F_SIZE }, { 76, 4, F_POINTER }, { 88, 4, F_SIZE }, { 184, 4, F_FLAGS },
	{ 188, 4, F_POINTER }, { 192, 4, F_SIZE }, { 0, 0, 0 } };

/* Maps of partitions, of more than one form, are at 440. */
static const struct field logical_fields[] = { TAG, { 16, 4, F_NUMBER }, { 20, 1, F_FLAGS },
	{ 83, 1, F_SIZE }, { 212, 4, F_SIZE }, { 217, 1, F_MAGIC }, { 240, 2, F_NUMBER },
	{ 248, 4, F_SIZE }, { 252, 4, F_POINTER }, { 256, 2, F_POINTER }, { 264, 4, F_SIZE },
	{ 268, 4, F_COUNT }, { 432, 4, F_SIZE }, { 436, 4, F_POINTER }, { 440, 1, F_FLAGS },
	{ 441, 1, F_SIZE }, { 442, 2, F_NUMBER }, { 444, 2, F_NUMBER }, { 445, 1, F_MAGIC },
	{ 446, 1, F_FLAGS }, { 447, 1, F_SIZE }, { 476, 2, F_NUMBER }, { 478, 2, F_NUMBER },
	{ 480, 4, F_SIZE }, { 482, 1, F_COUNT }, { 484, 4, F_SIZE }, { 488, 4, F_POINTER },
	{ 0, 0, 0 } };

static const struct field unallocated_fields[] = { TAG, { 16, 4, F_NUMBER },
	{ 20, 4, F_COUNT }, { 24, 4, F_SIZE }, { 28, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field integrity_fields[] = { TAG, { 28, 4, F_FLAGS }, { 32, 4, F_SIZE },
	{ 36, 4, F_POINTER }, { 40, 8, F_NUMBER }, { 72, 4, F_COUNT }, { 76, 4, F_SIZE },
	{ 80, 4, F_COUNT }, { 84, 4, F_SIZE }, { 120, 4, F_COUNT }, { 124, 4, F_COUNT },
	{ 128, 2, F_NUMBER }, { 130, 2, F_NUMBER }, { 132, 2, F_NUMBER }, { 0, 0, 0 } };

static const struct field file_set_fields[] = { TAG, { 32, 2, F_NUMBER },
	{ 36, 4, F_NUMBER }, { 48, 1, F_FLAGS }, { 112, 1, F_FLAGS }, { 400, 4, F_SIZE },
	{ 404, 4, F_POINTER }, { 408, 2, F_NUMBER }, { 417, 1, F_MAGIC }, { 448, 4, F_SIZE },
	{ 452, 4, F_POINTER }, { 464, 4, F_SIZE }, { 468, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field name_fields[] = { TAG, { 16, 2, F_NUMBER }, { 18, 1, F_FLAGS },
	{ 19, 1, F_SIZE }, { 20, 4, F_SIZE }, { 24, 4, F_POINTER }, { 28, 2, F_NUMBER },
	{ 32, 4, F_NUMBER }, { 36, 2, F_SIZE }, { 38, 1, F_NAME }, { 39, 1, F_NAME },
	{ 0, 0, 0 } };

static const struct field bitmap_fields[] = { TAG, { 16, 4, F_COUNT }, { 20, 4, F_SIZE },
	{ 24, 8, F_FLAGS }, { 0, 0, 0 } };

/* How to find it, then the file; attributes and extents at the end. */
#define ICB                                                                                   \
	{ 16, 4, F_COUNT }, { 20, 2, F_FLAGS }, { 22, 2, F_NUMBER }, { 24, 2, F_COUNT },          \
	    { 27, 1, F_FLAGS }, { 28, 4, F_POINTER }, { 32, 2, F_NUMBER }, { 34, 2, F_FLAGS },    \
	    { 44, 4, F_FLAGS }, { 48, 2, F_COUNT }, { 50, 1, F_FLAGS }, { 51, 1, F_FLAGS },       \
	    { 52, 4, F_SIZE }, { 56, 8, F_SIZE }

static const struct field file_fields[] = { TAG, ICB, { 64, 8, F_COUNT }, { 72, 2, F_FLAGS },
	{ 108, 4, F_NUMBER }, { 112, 4, F_SIZE }, { 116, 4, F_POINTER },
	{ 160, 8, F_NUMBER }, { 168, 4, F_SIZE }, { 172, 4, F_SIZE }, { 176, 4, F_SIZE },
	{ 180, 4, F_POINTER }, { 184, 4, F_SIZE }, { 188, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field extended_fields[] = { TAG, ICB, { 64, 8, F_SIZE },
	{ 72, 8, F_COUNT }, { 80, 2, F_FLAGS }, { 128, 4, F_NUMBER }, { 136, 4, F_SIZE },
	{ 140, 4, F_POINTER }, { 152, 4, F_SIZE }, { 156, 4, F_POINTER },
	{ 200, 8, F_NUMBER }, { 208, 4, F_SIZE }, { 212, 4, F_SIZE }, { 216, 4, F_SIZE },
	{ 220, 4, F_POINTER }, { 224, 4, F_SIZE }, { 228, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field other_fields[] = { TAG, { 16, 4, F_NUMBER }, { 20, 4, F_SIZE },
	{ 24, 4, F_POINTER }, { 0, 0, 0 } };

static const struct object_kind kinds[UDF_NKINDS] = {
	[UDF_RECOGNITION] = { "recognition sector", recognition_fields, 0, false },
	[UDF_PRIMARY] = { "primary volume descriptor", primary_fields, 0, false },
	[UDF_ANCHOR] = { "anchor", anchor_fields, 0, false },
	[UDF_PARTITION] = { "partition descriptor", partition_fields, 0, false },
	[UDF_LOGICAL] = { "logical volume descriptor", logical_fields, 0, false },
	[UDF_UNALLOCATED] = { "unallocated space descriptor", unallocated_fields, 8, false },
	[UDF_INTEGRITY] = { "integrity descriptor", integrity_fields, 0, false },
	[UDF_FILE_SET] = { "file set descriptor", file_set_fields, 0, false },
	[UDF_NAME] = { "directory entry", name_fields, 0, false },
	[UDF_BITMAP] = { "space bitmap", bitmap_fields, 8, false },
	[UDF_FILE] = { "file entry", file_fields, 8, false },
	[UDF_EXTENDED_FILE] = { "extended file entry", extended_fields, 8, false },
	[UDF_OTHER] = { "descriptor", other_fields, 0, false },
};

const struct format udf_format = {
	.name = "udf",
	.kind = kinds,
	.scan = udf_scan,
	.repair = udf_repair,
};
