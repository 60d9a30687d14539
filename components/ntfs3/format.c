/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* NTFS: the fields of its metadata, and how its records are made whole again. */
#include "components/ntfs3/format.h"

static const struct field boot_fields[] = { { 3, 8, F_MAGIC }, { 11, 2, F_SIZE },
	{ 13, 1, F_SIZE }, { 14, 2, F_NUMBER }, { 21, 1, F_FLAGS }, { 28, 4, F_NUMBER },
	{ 40, 8, F_SIZE }, { 48, 8, F_POINTER }, { 56, 8, F_POINTER }, { 64, 1, F_SIZE },
	{ 68, 1, F_SIZE }, { 72, 8, F_NUMBER }, { 510, 2, F_MAGIC }, { 0, 0, 0 } };

static const struct field file_fields[] = { { 0, 4, F_MAGIC }, { 4, 2, F_POINTER },
	{ 6, 2, F_COUNT }, { 8, 8, F_NUMBER }, { 16, 2, F_NUMBER }, { 18, 2, F_COUNT },
	{ 20, 2, F_POINTER }, { 22, 2, F_FLAGS }, { 24, 4, F_SIZE }, { 28, 4, F_SIZE },
	{ 32, 8, F_POINTER }, { 40, 2, F_NUMBER }, { 44, 4, F_POINTER }, { 0, 0, 0 } };

/* Entries begin where the header says, mostly at 64. */
static const struct field index_fields[] = { { 0, 4, F_MAGIC }, { 4, 2, F_POINTER },
	{ 6, 2, F_COUNT }, { 8, 8, F_NUMBER }, { 16, 8, F_POINTER }, { 24, 4, F_POINTER },
	{ 28, 4, F_SIZE }, { 32, 4, F_SIZE }, { 36, 1, F_FLAGS }, { 64, 8, F_POINTER },
	{ 72, 2, F_SIZE }, { 74, 2, F_SIZE }, { 76, 2, F_FLAGS }, { 80, 8, F_POINTER },
	{ 120, 8, F_SIZE }, { 128, 8, F_SIZE }, { 136, 4, F_FLAGS }, { 144, 1, F_SIZE },
	{ 145, 1, F_FLAGS }, { 146, 2, F_NAME }, { 72, 2, F_SIZE }, { 0, 0, 0 } };

static const struct field restart_fields[] = { { 0, 4, F_MAGIC }, { 4, 2, F_POINTER },
	{ 6, 2, F_COUNT }, { 8, 8, F_NUMBER }, { 16, 4, F_SIZE }, { 20, 4, F_SIZE },
	{ 24, 2, F_POINTER }, { 26, 2, F_NUMBER }, { 28, 2, F_NUMBER }, { 48, 8, F_NUMBER },
	{ 56, 2, F_COUNT }, { 58, 2, F_POINTER }, { 60, 2, F_POINTER }, { 62, 2, F_FLAGS },
	{ 64, 4, F_NUMBER }, { 68, 2, F_SIZE }, { 70, 2, F_POINTER }, { 72, 8, F_SIZE },
	{ 80, 4, F_SIZE }, { 84, 2, F_SIZE }, { 86, 2, F_SIZE }, { 0, 0, 0 } };

static const struct field log_fields[] = { { 0, 4, F_MAGIC }, { 4, 2, F_POINTER },
	{ 6, 2, F_COUNT }, { 8, 8, F_NUMBER }, { 16, 4, F_FLAGS }, { 20, 2, F_COUNT },
	{ 22, 2, F_NUMBER }, { 24, 2, F_POINTER }, { 32, 8, F_NUMBER }, { 64, 8, F_NUMBER },
	{ 72, 8, F_NUMBER }, { 88, 4, F_SIZE }, { 96, 4, F_FLAGS }, { 0, 0, 0 } };

#define ATTRIBUTE                                                                         \
	{ 0, 4, F_FLAGS }, { 4, 4, F_SIZE }, { 8, 1, F_FLAGS }, { 9, 1, F_SIZE },             \
	    { 10, 2, F_POINTER }, { 12, 2, F_FLAGS }, { 14, 2, F_NUMBER }

static const struct field resident_fields[] = { ATTRIBUTE, { 16, 4, F_SIZE },
	{ 20, 2, F_POINTER }, { 22, 1, F_FLAGS }, { 24, 8, F_NUMBER }, { 32, 8, F_NUMBER },
	{ 0, 0, 0 } };

static const struct field run_fields[] = { ATTRIBUTE, { 16, 8, F_POINTER },
	{ 24, 8, F_POINTER }, { 32, 2, F_POINTER }, { 34, 1, F_SIZE }, { 40, 8, F_SIZE },
	{ 48, 8, F_SIZE }, { 56, 8, F_SIZE }, { 64, 1, F_SIZE }, { 65, 1, F_SIZE },
	{ 66, 1, F_POINTER }, { 67, 1, F_POINTER }, { 68, 1, F_SIZE }, { 0, 0, 0 } };

/* Its name is "$I30" where it is a directory's, the content begins at 32. */
static const struct field root_fields[] = { ATTRIBUTE, { 16, 4, F_SIZE },
	{ 20, 2, F_POINTER }, { 32, 4, F_FLAGS }, { 36, 4, F_FLAGS }, { 40, 4, F_SIZE },
	{ 44, 1, F_SIZE }, { 48, 4, F_POINTER }, { 52, 4, F_SIZE }, { 56, 4, F_SIZE },
	{ 60, 1, F_FLAGS }, { 64, 8, F_POINTER }, { 72, 2, F_SIZE }, { 74, 2, F_SIZE },
	{ 76, 2, F_FLAGS }, { 80, 8, F_POINTER }, { 144, 1, F_SIZE }, { 0, 0, 0 } };

static const struct field name_fields[] = { ATTRIBUTE, { 16, 4, F_SIZE },
	{ 20, 2, F_POINTER }, { 24, 8, F_POINTER }, { 64, 8, F_SIZE }, { 72, 8, F_SIZE },
	{ 80, 4, F_FLAGS }, { 84, 4, F_FLAGS }, { 88, 1, F_SIZE }, { 89, 1, F_FLAGS },
	{ 90, 2, F_NAME }, { 0, 0, 0 } };

static const struct object_kind kinds[NTFS3_NKINDS] = {
	[NTFS3_BOOT] = { "boot sector", boot_fields, 0, false },
	[NTFS3_FILE] = { "file record", file_fields, 0, false },
	[NTFS3_INDEX] = { "index record", index_fields, 8, false },
	[NTFS3_RESTART] = { "restart page", restart_fields, 0, false },
	[NTFS3_LOG] = { "log page", log_fields, 0, false },
	[NTFS3_RESIDENT] = { "attribute", resident_fields, 0, false },
	[NTFS3_RUNS] = { "attribute elsewhere", run_fields, 0, false },
	[NTFS3_ROOT] = { "index root", root_fields, 0, false },
	[NTFS3_NAME] = { "file name", name_fields, 0, false },
};

const struct format ntfs3_format = {
	.name = "ntfs3",
	.kind = kinds,
	.scan = ntfs3_scan,
	.repair = ntfs3_repair,
};

bool ntfs3_fixup(const uint8_t *record, uint32_t len, uint32_t *at, uint32_t *sectors)
{
	uint32_t n = get_le(record + 6, 2);

	*at = get_le(record + 4, 2);
	*sectors = n - 1;
	return n > 1 && *sectors <= len / NTFS3_SECTOR && *at % 2 == 0 &&
	       *at >= 8 && *at + 2 * n <= NTFS3_SECTOR - 2;
}

/*
 * Each sector of a record ends with the same number, which the record has too,
 * beside what those ends were.  New bytes at an end go where they belong; a new
 * number goes to all ends.
 */
static void repair_record(const struct object *o, struct target_image *image,
    const struct span *span, size_t n)
{
	const uint8_t *p = image->data + o->at;
	uint32_t at, sectors;
	bool renumbered;

	if (!ntfs3_fixup(p, o->len, &at, &sectors))
		return;
	renumbered = spans_touch(span, n, o->at + at, 2);
	for (uint32_t i = 1; i <= sectors; i++) {
		uint64_t end = o->at + i * NTFS3_SECTOR - 2;

		if (!renumbered && spans_touch(span, n, end, 2) &&
		    get_le(image->data + end, 2) != get_le(p + at, 2))
			image_put(image, o->at + at + 2 * i, image->data + end, 2);
		image_put(image, end, p + at, 2);
	}
}

void ntfs3_repair(const struct format_map *map, struct target_image *image, const struct span *span,
    size_t n)
{
	struct touched t;

	map_touched(map, span, n, &t);
	for (size_t i = 0; i < t.n; i++) {
		const struct object *o = &map->object[t.object[i]];

		if (o->kind >= NTFS3_FILE && o->kind <= NTFS3_LOG)
			repair_record(o, image, span, n);
	}
}
