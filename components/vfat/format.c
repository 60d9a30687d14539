/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* FAT: the fields of its metadata, and the checksums that tie long names to
 * entries. */
#include "components/vfat/format.h"

/* Up to 36 all have it; then FAT32 goes another way than the others. */
static const struct field boot_fields[] = { { 11, 2, F_SIZE }, { 13, 1, F_SIZE },
	{ 14, 2, F_COUNT }, { 16, 1, F_COUNT }, { 17, 2, F_COUNT }, { 19, 2, F_SIZE },
	{ 21, 1, F_FLAGS }, { 22, 2, F_SIZE }, { 28, 4, F_POINTER }, { 32, 4, F_SIZE },
	{ 36, 4, F_SIZE }, { 37, 1, F_FLAGS }, { 38, 1, F_MAGIC }, { 40, 2, F_FLAGS },
	{ 42, 2, F_NUMBER }, { 44, 4, F_POINTER }, { 48, 2, F_POINTER },
	{ 50, 2, F_POINTER }, { 65, 1, F_FLAGS }, { 66, 1, F_MAGIC }, { 510, 2, F_MAGIC },
	{ 0, 0, 0 } };

static const struct field info_fields[] = { { 0, 4, F_MAGIC }, { 484, 4, F_MAGIC },
	{ 488, 4, F_COUNT }, { 492, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field fat_fields[] = { { 0, 2, F_POINTER }, { 0, 4, F_POINTER },
	{ 1, 2, F_POINTER }, { 0, 2, F_POINTER }, { 0, 0, 0 } };

static const struct field name_fields[] = { { 0, 1, F_COUNT }, { 1, 2, F_NAME },
	{ 3, 2, F_NAME }, { 11, 1, F_FLAGS }, { 12, 1, F_FLAGS }, { 26, 2, F_POINTER },
	{ 28, 2, F_NAME }, { 0, 1, F_COUNT }, { 0, 0, 0 } };

static const struct field entry_fields[] = { { 0, 1, F_NAME }, { 8, 1, F_NAME },
	{ 11, 1, F_FLAGS }, { 12, 1, F_FLAGS }, { 13, 1, F_NUMBER }, { 14, 2, F_NUMBER },
	{ 20, 2, F_POINTER }, { 26, 2, F_POINTER }, { 28, 4, F_SIZE }, { 0, 0, 0 } };

static const struct object_kind kinds[VFAT_NKINDS] = {
	[VFAT_BOOT] = { "boot sector", boot_fields, 0, false },
	[VFAT_INFO] = { "info sector", info_fields, 0, false },
	[VFAT_FAT] = { "FAT sector", fat_fields, 2, false },
	[VFAT_NAME] = { "long name", name_fields, VFAT_DIRENT, false },
	[VFAT_ENTRY] = { "directory entry", entry_fields, 0, false },
};

const struct format vfat_format = {
	.name = "vfat",
	.kind = kinds,
	.scan = vfat_scan,
	.repair = vfat_repair,
};

static uint8_t name_sum(const uint8_t *name)
{
	uint8_t sum = 0;

	for (int i = 0; i < 11; i++)
		sum = (uint8_t)(sum >> 1 | sum << 7) + name[i];
	return sum;
}

/* Each part of a long name has a sum of the short one, which comes last. */
void vfat_repair(const struct format_map *map, struct target_image *image, const struct span *span,
    size_t n)
{
	struct touched t;

	map_touched(map, span, n, &t);
	for (size_t i = 0; i < t.n; i++) {
		const struct object *o = &map->object[t.object[i]];
		uint64_t last = o->at + o->len - VFAT_DIRENT;
		uint8_t sum;

		if (o->kind != VFAT_NAME)
			continue;
		sum = name_sum(image->data + last);
		for (uint64_t at = o->at; at < last; at += VFAT_DIRENT)
			image_put(image, at + 13, &sum, 1);
	}
}
