/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* NTFS: where the metadata of an image lies.  Records have a magic number, begin at
 * sectors, and are whole if all their sectors end with the right number. */
#include <string.h>

#include "components/ntfs3/format.h"

#define RECORD_MIN 1024
#define RECORD_MAX 65536
#define LOG_PAGE 4096
#define ATTRIBUTE 24 /* the least one is */
#define RUNS 64
#define END 0xffffffffu

static bool is_whole(const uint8_t *p, uint32_t len)
{
	uint32_t at, sectors;

	if (!ntfs3_fixup(p, len, &at, &sectors) || sectors * NTFS3_SECTOR != len)
		return false;
	for (uint32_t i = 1; i <= sectors; i++)
		if (memcmp(p + i * NTFS3_SECTOR - 2, p + at, 2) != 0)
			return false;
	return true;
}

static enum ntfs3_kind attribute_kind(const uint8_t *p, uint32_t len)
{
	if (p[8])
		return NTFS3_RUNS;
	if (get_le(p, 4) == 0x90 && len >= 160)
		return NTFS3_ROOT;
	if (get_le(p, 4) == 0x30 && len >= 92)
		return NTFS3_NAME;
	return NTFS3_RESIDENT;
}

static void scan_attributes(struct format_map *map, const uint8_t *data, uint64_t size,
    const struct object *record)
{
	const uint8_t *p = data + record->at;
	uint32_t at = get_le(p + 20, 2), len;

	for (; at + ATTRIBUTE <= record->len && get_le(p + at, 4) != END; at += len) {
		len = get_le(p + at + 4, 4);
		if (len < ATTRIBUTE || len > record->len - at || (p[at + 8] && len < RUNS))
			return;
		map_add(map, size,
		    (struct object){ .at = record->at + at,
			.len = len,
			.kind = attribute_kind(p + at, len) });
	}
}

/* The length that a record says it has by its number of sectors. */
static uint32_t record_len(const uint8_t *p)
{
	return (get_le(p + 6, 2) - 1) * NTFS3_SECTOR;
}

/* Records that are in use; copies of some of them are at `mirror`. */
static void scan_records(struct format_map *map, const uint8_t *data, uint64_t size,
    uint64_t mirror)
{
	static const struct {
		char magic[5];
		uint8_t kind;
	} records[] = { { "FILE", NTFS3_FILE }, { "INDX", NTFS3_INDEX }, { "RSTR", NTFS3_RESTART },
		{ "RCRD", NTFS3_LOG } };

	for (uint64_t at = 0; at + RECORD_MIN <= size; at += NTFS3_SECTOR)
		for (size_t i = 0; i < sizeof(records) / sizeof(records[0]); i++) {
			struct object o = { .at = at, .kind = records[i].kind };

			if (memcmp(data + at, records[i].magic, 4) != 0)
				continue;
			o.len = record_len(data + at);
			if (o.len < NTFS3_SECTOR || o.len > RECORD_MAX || o.len > size - at ||
			    !is_whole(data + at, o.len) ||
			    (at >= mirror && at < mirror + 4 * o.len && o.kind == NTFS3_FILE))
				continue;
			map_add(map, size, o);
			if (o.kind == NTFS3_FILE)
				scan_attributes(map, data, size, &o);
		}
}

void ntfs3_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	uint64_t cluster, mirror;

	map->n = 0;
	if (size < LOG_PAGE || memcmp(data + 3, "NTFS    ", 8) != 0)
		return;
	cluster = get_le(data + 11, 2) * data[13];
	mirror = get_le(data + 56, 8) * cluster;
	map_add(map, size, (struct object){ .len = NTFS3_SECTOR, .kind = NTFS3_BOOT });
	scan_records(map, data, size, mirror);
	map_sort(map);
}
