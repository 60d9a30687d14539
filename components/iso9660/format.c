/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* ISO 9660: the fields of its metadata, and where it lies.  Numbers are there in
 * both byte orders; the driver reads the little-endian ones. */
#include <string.h>

#include "components/iso9660/format.h"

#define SECTOR 2048
#define FIRST 16    /* the sector where volume descriptors begin */
#define VOLUMES 8   /* that are looked at, */
#define DIRS 256    /* directories, */
#define DIR_MAX 65536 /* bytes of one */
#define RECORD 34   /* the least one is */
#define CONTINUED 28 /* length of the entry that says where the others are */
#define IS_DIR 2u

static const struct field volume_fields[] = { { 0, 1, F_FLAGS }, { 1, 1, F_MAGIC },
	{ 6, 1, F_NUMBER }, { 80, 4, F_SIZE }, { 88, 1, F_MAGIC }, { 120, 2, F_COUNT },
	{ 124, 2, F_NUMBER }, { 128, 2, F_SIZE }, { 132, 4, F_SIZE }, { 140, 4, F_POINTER },
	{ 156, 1, F_SIZE }, { 158, 4, F_POINTER }, { 166, 4, F_SIZE }, { 181, 1, F_FLAGS },
	{ 188, 1, F_SIZE }, { 0, 0, 0 } };

static const struct field path_fields[] = { { 0, 1, F_SIZE }, { 2, 4, F_POINTER },
	{ 6, 2, F_NUMBER }, { 8, 1, F_NAME }, { 0, 0, 0 } };

static const struct field record_fields[] = { { 0, 1, F_SIZE }, { 1, 1, F_SIZE },
	{ 2, 4, F_POINTER }, { 10, 4, F_SIZE }, { 18, 1, F_NUMBER }, { 25, 1, F_FLAGS },
	{ 26, 1, F_SIZE }, { 27, 1, F_SIZE }, { 28, 2, F_NUMBER }, { 32, 1, F_SIZE },
	{ 33, 1, F_NAME }, { 0, 0, 0 } };

/* What they are of is told by two letters; then most have numbers, some flags. */
static const struct field use_fields[] = { { 0, 2, F_MAGIC }, { 2, 1, F_SIZE },
	{ 3, 1, F_NUMBER }, { 4, 1, F_FLAGS }, { 5, 1, F_FLAGS }, { 6, 1, F_SIZE },
	{ 4, 4, F_POINTER }, { 12, 4, F_POINTER }, { 20, 4, F_SIZE }, { 0, 0, 0 } };

static const struct object_kind kinds[ISO9660_NKINDS] = {
	[ISO9660_VOLUME] = { "volume descriptor", volume_fields, 0, false },
	[ISO9660_PATHS] = { "path table", path_fields, 0, false },
	[ISO9660_RECORD] = { "directory record", record_fields, 0, false },
	[ISO9660_USE] = { "Rock Ridge entry", use_fields, 0, false },
};

struct scan {
	struct format_map *map;
	const uint8_t *data;
	uint64_t size;
	size_t ndir;
	struct span dir[DIRS]; /* directories to look at */
};

static void add(struct scan *s, enum iso9660_kind kind, uint64_t at, uint64_t len)
{
	map_add(s->map, s->size, (struct object){ .at = at, .len = len, .kind = kind });
}

/* Entries of Rock Ridge, those of `len` bytes and one continuation of them. */
static void scan_use(struct scan *s, uint64_t at, uint64_t len, bool more)
{
	uint64_t next = 0, next_len = 0;

	for (uint64_t end = at + len; at + 4 <= end;) {
		const uint8_t *p = s->data + at;

		if (p[2] < 4 || p[2] > end - at)
			break;
		add(s, ISO9660_USE, at, p[2]);
		if (!memcmp(p, "CE", 2) && p[2] >= CONTINUED) {
			next = get_le(p + 4, 4) * SECTOR + get_le(p + 12, 4);
			next_len = get_le(p + 20, 4);
		}
		at += p[2];
	}
	if (more && next && next < s->size && next_len <= s->size - next)
		scan_use(s, next, next_len, false);
}

static void found(struct scan *s, const uint8_t *record)
{
	uint64_t at = get_le(record + 2, 4) * SECTOR, len = get_le(record + 10, 4);

	if (at >= s->size || len > s->size - at || len > DIR_MAX || s->ndir == DIRS)
		return;
	for (size_t i = 0; i < s->ndir; i++)
		if (s->dir[i].at == at)
			return;
	s->dir[s->ndir++] = (struct span){ at, len };
}

static void scan_record(struct scan *s, uint64_t at, uint64_t len)
{
	const uint8_t *p = s->data + at;
	uint64_t use = (33ull + p[32] + 1) / 2 * 2;

	add(s, ISO9660_RECORD, at, len);
	if (use < len)
		scan_use(s, at + use, len - use, true);
	if (p[25] & IS_DIR)
		found(s, p);
}

/* Records do not go over the end of a sector. */
static void scan_dir(struct scan *s, struct span dir)
{
	for (uint64_t off = 0; off + RECORD <= dir.len;) {
		uint64_t at = dir.at + off, room = SECTOR - at % SECTOR;
		uint8_t len = s->data[at];

		if (len < RECORD || len > room || len > dir.len - off) {
			off += room;
			continue;
		}
		scan_record(s, at, len);
		off += len;
	}
}

static void iso9660_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	static struct scan s;

	s = (struct scan){ .map = map, .data = data, .size = size };
	map->n = 0;
	for (uint64_t i = FIRST; i < FIRST + VOLUMES && (i + 1) * SECTOR <= size; i++) {
		const uint8_t *p = data + i * SECTOR;

		if (memcmp(p + 1, "CD001", 5) != 0)
			break;
		add(&s, ISO9660_VOLUME, i * SECTOR, SECTOR);
		if (p[0] != 1 && p[0] != 2)
			continue;
		add(&s, ISO9660_PATHS, get_le(p + 140, 4) * SECTOR, get_le(p + 132, 4));
		found(&s, p + 156);
	}
	for (size_t i = 0; i < s.ndir; i++)
		scan_dir(&s, s.dir[i]);
	map_sort(map);
}

const struct format iso9660_format = {
	.name = "iso9660",
	.kind = kinds,
	.scan = iso9660_scan,
};
