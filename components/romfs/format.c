/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* romfs: the fields of its metadata. */
#include "components/romfs/format.h"

static const struct field super_fields[] = { { 0, 8, F_MAGIC }, { 8, 4, F_SIZE },
	{ 16, 4, F_NAME }, { 0, 0, 0 } };

/* The kind of a file is in the low bits of the place of the next one. */
static const struct field file_fields[] = { { 0, 4, F_POINTER }, { 3, 1, F_FLAGS },
	{ 4, 4, F_POINTER }, { 8, 4, F_SIZE }, { 16, 4, F_NAME }, { 16, 1, F_NAME }, { 0, 0, 0 } };

static const struct object_kind kinds[ROMFS_NKINDS] = {
	[ROMFS_SUPER] = { "superblock", super_fields, 0, true },
	[ROMFS_FILE] = { "file", file_fields, 0, true },
};

const struct format romfs_format = {
	.name = "romfs",
	.kind = kinds,
	.scan = romfs_scan,
	.repair = romfs_repair,
};
