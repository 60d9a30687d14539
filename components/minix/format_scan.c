/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Minix: where the metadata of an image lies. */
#include <sys/stat.h>

#include "components/minix/format.h"

#define SB 1024
#define ZONES_MAX 4096 /* of one file, that are looked at */

/* A scan under way. */
struct scan {
	struct format_map *map;
	const uint8_t *data;
	uint64_t size;
	uint32_t block;
	int version;
	uint32_t entry;  /* bytes of a directory entry, */
	uint32_t width;  /* of the number of a zone */
	uint32_t inodes; /* how many */
	uint32_t first;  /* block of the inode bitmap, */
	uint32_t imap, zmap; /* how many it and the next have */
	uint32_t ino, mode, seen; /* the file looked at */
};

static void add(struct scan *s, enum minix_kind kind, uint64_t at, uint32_t len)
{
	map_add(s->map, s->size,
	    (struct object){ .at = at, .len = len, .owner = s->ino, .kind = kind });
}

static bool geometry(struct scan *s)
{
	const uint8_t *sb = s->data + SB;
	const uint32_t magic = get_le(sb + 16, 2);

	if (s->size < 4 * SB)
		return false;
	s->block = 1024;
	s->version = magic == 0x137f || magic == 0x138f ? 1 : 2;
	s->entry = magic == 0x138f || magic == 0x2478 ? 32 : 16;
	s->width = s->version == 1 ? 2 : 4;
	if (magic != 0x137f && magic != 0x138f && magic != 0x2468 && magic != 0x2478) {
		if (get_le(sb + 24, 2) != 0x4d5a)
			return false;
		s->version = 3;
		s->entry = 64;
		s->block = get_le(sb + 28, 2);
		sb += 2; /* what follows the wider number of inodes */
	}
	s->inodes = get_le(s->data + SB, s->version == 3 ? 4 : 2);
	s->first = 2;
	s->imap = get_le(sb + 4, 2);
	s->zmap = get_le(sb + 6, 2);
	return s->block >= 512 &&
	       ((uint64_t)s->first + s->imap + s->zmap) * s->block < s->size;
}

static void content(struct scan *s, uint32_t zone, int level)
{
	const uint64_t at = (uint64_t)zone * s->block;

	if (!zone || at + s->block > s->size || s->seen++ >= ZONES_MAX)
		return;
	if (level > 0) {
		add(s, s->version == 1 ? MINIX_ZONES1 : MINIX_ZONES2, at, s->block);
		for (uint32_t i = 0; i < s->block; i += s->width)
			content(s, get_le(s->data + at + i, s->width), level - 1);
	} else if (S_ISDIR(s->mode)) {
		for (uint32_t i = 0; i + s->entry <= s->block; i += s->entry)
			if (get_le(s->data + at + i, s->version == 3 ? 4 : 2))
				add(s, s->version == 3 ? MINIX_ENTRY3 : MINIX_ENTRY, at + i,
				    s->entry);
	}
}

static void inode(struct scan *s, uint64_t at)
{
	const bool old = s->version == 1;
	const uint8_t *p = s->data + at, *zone = p + (old ? 14 : 24);

	s->mode = get_le(p, 2);
	s->seen = 0;
	if (!s->mode || !get_le(p + (old ? 13 : 2), old ? 1 : 2))
		return;
	add(s, old ? MINIX_INODE1 : MINIX_INODE2, at, old ? 32 : 64);
	if (!S_ISREG(s->mode) && !S_ISDIR(s->mode) && !S_ISLNK(s->mode))
		return;
	for (int i = 0; i < (old ? 9 : 10); i++)
		content(s, get_le(zone + i * s->width, s->width), i < 7 ? 0 : i - 6);
}

void minix_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	struct scan s = { .map = map, .data = data, .size = size };
	uint64_t table, len;

	map->n = 0;
	if (!geometry(&s))
		return;
	add(&s, s.version == 3 ? MINIX_SUPER3 : MINIX_SUPER, SB, 32);
	add(&s, MINIX_INODE_MAP, (uint64_t)s.first * s.block, s.imap * s.block);
	add(&s, MINIX_ZONE_MAP, (uint64_t)(s.first + s.imap) * s.block, s.zmap * s.block);
	table = (uint64_t)(s.first + s.imap + s.zmap) * s.block;
	len = s.version == 1 ? 32 : 64;
	for (s.ino = 1; s.ino <= s.inodes && table + s.ino * len <= size; s.ino++)
		inode(&s, table + (s.ino - 1) * len);
	map_sort(map);
}
