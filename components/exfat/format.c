/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* exFAT: the fields of its metadata. */
#include "components/exfat/format.h"

static const struct field boot_fields[] = { { 3, 8, F_MAGIC }, { 11, 1, F_NUMBER },
	{ 64, 8, F_POINTER }, { 72, 8, F_SIZE }, { 80, 4, F_POINTER }, { 84, 4, F_SIZE },
	{ 88, 4, F_POINTER }, { 92, 4, F_COUNT }, { 96, 4, F_POINTER }, { 100, 4, F_NUMBER },
	{ 104, 2, F_NUMBER }, { 106, 2, F_FLAGS }, { 108, 1, F_SIZE }, { 109, 1, F_SIZE },
	{ 110, 1, F_COUNT }, { 112, 1, F_NUMBER }, { 510, 2, F_MAGIC }, { 0, 0, 0 } };

static const struct field fat_fields[] = { { 0, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field upcase_fields[] = { { 0, 2, F_NUMBER }, { 0, 0, 0 } };

static const struct field entry_fields[] = { { 0, 1, F_FLAGS }, { 1, 1, F_FLAGS },
	{ 4, 4, F_NUMBER }, { 20, 4, F_POINTER }, { 24, 8, F_SIZE }, { 0, 0, 0 } };

/* A file, its stream of data, its name. */
static const struct field set_fields[] = { { 0, 1, F_FLAGS }, { 1, 1, F_COUNT },
	{ 4, 2, F_FLAGS }, { 32, 1, F_FLAGS }, { 33, 1, F_FLAGS }, { 35, 1, F_SIZE },
	{ 36, 2, F_NAME }, { 40, 8, F_SIZE }, { 52, 4, F_POINTER }, { 56, 8, F_SIZE },
	{ 64, 1, F_FLAGS }, { 65, 1, F_FLAGS }, { 66, 2, F_NAME }, { 68, 2, F_NAME },
	{ 0, 0, 0 } };

static const struct object_kind kinds[EXFAT_NKINDS] = {
	[EXFAT_BOOT] = { "boot region", boot_fields, 0, false },
	[EXFAT_FAT] = { "FAT sector", fat_fields, 4, false },
	[EXFAT_BITMAP] = { "bitmap", NULL, 0, false },
	[EXFAT_UPCASE] = { "letter table", upcase_fields, 2, false },
	[EXFAT_ENTRY] = { "directory entry", entry_fields, 0, false },
	[EXFAT_SET] = { "file", set_fields, 0, false },
};

const struct format exfat_format = {
	.name = "exfat",
	.kind = kinds,
	.scan = exfat_scan,
	.repair = exfat_repair,
};
