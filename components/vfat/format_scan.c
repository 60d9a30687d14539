/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* FAT: where the metadata of an image lies. */
#include <string.h>

#include "components/vfat/format.h"

#define DIRS 64           /* directories that are looked at */
#define DIR_CLUSTERS 64   /* most clusters of one */
#define FAT_SECTORS 64    /* most sectors of a FAT that are in use */
#define LONG_ATTR 0x0f
#define IS_DIR 0x10u
#define IS_LABEL 0x08u

struct scan {
	struct format_map *map;
	const uint8_t *data;
	uint64_t size;
	uint32_t sector, cluster; /* sizes */
	uint64_t fat, fat_len, root, heap;
	uint32_t clusters, bits; /* of an entry of the FAT */
	size_t ndir;
	uint32_t dir[DIRS]; /* first clusters */
};

static void add(struct scan *s, enum vfat_kind kind, uint64_t at, uint64_t len)
{
	map_add(s->map, s->size, (struct object){ .at = at, .len = len, .kind = kind });
}

static bool geometry(struct scan *s)
{
	const uint8_t *b = s->data;
	uint64_t sectors, roots;

	if (s->size < 512 || get_le(b + 510, 2) != 0xaa55)
		return false;
	s->sector = get_le(b + 11, 2);
	s->cluster = b[13] * s->sector;
	if (s->sector < 512 || s->sector & (s->sector - 1) || s->sector > 4096 || !s->cluster ||
	    !get_le(b + 14, 2) || !b[16])
		return false;
	s->fat = get_le(b + 14, 2) * s->sector;
	s->fat_len = (get_le(b + 22, 2) ? get_le(b + 22, 2) : get_le(b + 36, 4)) * s->sector;
	s->root = s->fat + b[16] * s->fat_len;
	roots = (get_le(b + 17, 2) * VFAT_DIRENT + s->sector - 1) / s->sector * s->sector;
	s->heap = s->root + roots;
	sectors = get_le(b + 19, 2) ? get_le(b + 19, 2) : get_le(b + 32, 4);
	if (s->heap >= s->size || sectors * s->sector <= s->heap)
		return false;
	s->clusters = (sectors * s->sector - s->heap) / s->cluster;
	s->bits = !get_le(b + 22, 2) ? 32 : s->clusters < 4085 ? 12 : 16;
	return true;
}

static uint64_t cluster_at(const struct scan *s, uint32_t nr)
{
	uint64_t at = s->heap + (uint64_t)(nr - 2) * s->cluster;

	return nr >= 2 && nr - 2 < s->clusters && at + s->cluster <= s->size ? at : 0;
}

static uint32_t next_cluster(const struct scan *s, uint32_t nr)
{
	uint64_t at = s->fat + (uint64_t)nr * s->bits / 8;
	uint32_t value;

	if (at + 4 > s->heap)
		return 0;
	value = get_le(s->data + at, 4);
	if (s->bits == 12)
		return value >> (nr & 1 ? 4 : 0) & 0xfff;
	return value & (s->bits == 16 ? 0xffff : 0xfffffff);
}

/* Entries in `len` bytes; false at the last of the directory. */
static bool scan_entries(struct scan *s, uint64_t at, uint64_t len)
{
	uint64_t first = at; /* the first part of a long name, or the entry */

	for (uint64_t end = at + len; at + VFAT_DIRENT <= end; at += VFAT_DIRENT) {
		const uint8_t *e = s->data + at;

		if (e[0] == 0)
			return false;
		if (e[0] != 0xe5 && e[11] == LONG_ATTR)
			continue;
		if (e[0] != 0xe5) {
			add(s, first < at ? VFAT_NAME : VFAT_ENTRY, first,
			    at + VFAT_DIRENT - first);
			if (first < at)
				add(s, VFAT_ENTRY, at, VFAT_DIRENT);
			if (e[11] & IS_DIR && !(e[11] & IS_LABEL) && e[0] != '.' && s->ndir < DIRS)
				s->dir[s->ndir++] = get_le(e + 20, 2) << 16 | get_le(e + 26, 2);
		}
		first = at + VFAT_DIRENT;
	}
	return true;
}

static void scan_dir(struct scan *s, uint32_t nr)
{
	for (int n = 0; n < DIR_CLUSTERS; n++, nr = next_cluster(s, nr)) {
		uint64_t at = cluster_at(s, nr);

		if (!at || !scan_entries(s, at, s->cluster))
			return;
	}
}

void vfat_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	struct scan s = { .map = map, .data = data, .size = size };
	uint64_t info, end;

	map->n = 0;
	if (!geometry(&s))
		return;
	add(&s, VFAT_BOOT, 0, 512);
	if (s.bits == 32) {
		info = get_le(data + 48, 2) * s.sector;
		if (info)
			add(&s, VFAT_INFO, info, 512);
		s.dir[s.ndir++] = get_le(data + 44, 4);
	} else {
		scan_entries(&s, s.root, s.heap - s.root);
	}
	end = s.fat_len < FAT_SECTORS * s.sector ? s.fat_len : FAT_SECTORS * s.sector;
	for (uint64_t off = 0; off < end; off += s.sector)
		if (data[s.fat + off] ||
		    memcmp(data + s.fat + off, data + s.fat + off + 1, s.sector - 1) != 0)
			add(&s, VFAT_FAT, s.fat + off, s.sector);
	for (size_t i = 0; i < s.ndir; i++)
		scan_dir(&s, s.dir[i]);
	map_sort(map);
}
