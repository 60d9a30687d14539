/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* EROFS: where the metadata of an image lies, and the checksum of its superblock. */
#include <sys/stat.h>

#include "components/erofs/format.h"
#include "fuzz/mutate/crc.h"

#define SB 1024
#define SB_CSUM 4
#define HAS_CSUM 1u
#define SLOT 32 /* inodes begin at multiples of it */
#define ENTRY 12
#define INODES 1024  /* most that are looked at */
#define BLOCKS 256   /* most of one directory */
#define MAP_MAX 4096 /* bytes of one that are worth changing */

enum layout { PLAIN, FULL_MAP, INLINE, COMPACT_MAP, CHUNKS };

struct scan {
	struct format_map *map;
	const uint8_t *data;
	uint64_t size;
	uint32_t block;
	uint64_t meta; /* place of inode 0 */
	size_t n;
	uint64_t nid[INODES]; /* inodes to look at */
};

static void add(struct scan *s, enum erofs_kind kind, uint64_t at, uint64_t len)
{
	map_add(s->map, s->size, (struct object){ .at = at, .len = len, .kind = kind });
}

static void found(struct scan *s, uint64_t nid)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->nid[i] == nid)
			return;
	if (s->n < INODES)
		s->nid[s->n++] = nid;
}

/* A block of a directory, or its last part. */
static void scan_entries(struct scan *s, uint64_t at, uint64_t len)
{
	const uint8_t *p = s->data + at;
	uint32_t n;

	if (at > s->size || len > s->size - at || len < ENTRY)
		return;
	n = get_le(p + 8, 2) / ENTRY;
	add(s, EROFS_DIR, at, len);
	for (uint32_t i = 0; i < n && (i + 1) * ENTRY <= len; i++)
		found(s, get_le(p + i * ENTRY, 8));
}

/* The content of a directory: blocks, then what is behind the inode. */
static void scan_dir(struct scan *s, enum layout layout, uint64_t content, uint64_t tail,
    uint64_t size)
{
	uint64_t whole = layout == INLINE ? size / s->block : (size + s->block - 1) / s->block;

	for (uint64_t i = 0; i < whole && i < BLOCKS; i++)
		scan_entries(s, content + i * s->block,
		    size - i * s->block < s->block ? size - i * s->block : s->block);
	if (layout == INLINE && size % s->block)
		scan_entries(s, tail, size % s->block);
}

static void scan_inode(struct scan *s, uint64_t nid)
{
	uint64_t at = s->meta + nid * SLOT, size, behind, map;
	const uint8_t *p = s->data + at;
	uint32_t format, len, xattrs;

	if (nid > s->size / SLOT || at > s->size - 64)
		return;
	format = get_le(p, 2);
	len = format & 1 ? 64 : 32;
	size = get_le(p + 8, format & 1 ? 8 : 4);
	xattrs = get_le(p + 2, 2);
	behind = at + len;
	add(s, format & 1 ? EROFS_EXTENDED : EROFS_COMPACT, at, len);
	if (xattrs) {
		xattrs = 12 + 4 * (xattrs - 1);
		add(s, EROFS_XATTR, behind, xattrs);
		behind += xattrs;
	}
	switch (format >> 1 & 7) {
	case PLAIN:
	case INLINE:
		if (S_ISDIR(get_le(p + 4, 2)))
			scan_dir(s, format >> 1 & 7, get_le(p + 16, 4) * s->block, behind, size);
		break;
	case CHUNKS:
		map = (size + s->block - 1) / s->block * 4;
		add(s, EROFS_MAP, behind, map < MAP_MAX ? map : MAP_MAX);
		break;
	default:
		map = 16 + (size + s->block - 1) / s->block * 8;
		add(s, EROFS_MAP, (behind + 7) / 8 * 8, map < MAP_MAX ? map : MAP_MAX);
	}
}

void erofs_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	struct scan s = { .map = map, .data = data, .size = size };
	const uint8_t *sb = data + SB;

	map->n = 0;
	if (size < 4096 || get_le(sb, 4) != 0xe0f5e1e2 || sb[12] < 11 || sb[12] > 16 ||
	    1u << sb[12] > size)
		return;
	s.block = 1u << sb[12];
	s.meta = get_le(sb + 40, 4) * s.block;
	if (s.meta >= size)
		return;
	map->geometry[0] = get_le(sb + 8, 4) & HAS_CSUM;
	add(&s, EROFS_SUPER, SB, s.block - SB);
	found(&s, get_le(sb + 14, 2));
	for (size_t i = 0; i < s.n; i++)
		scan_inode(&s, s.nid[i]);
	map_sort(map);
}

/* The checksum is of all the block behind the place for boot code. */
void erofs_repair(const struct format_map *map, struct target_image *image,
    const struct span *span, size_t n)
{
	struct touched t;

	map_touched(map, span, n, &t);
	for (size_t i = 0; i < t.n && map->geometry[0]; i++) {
		const struct object *o = &map->object[t.object[i]];

		if (o->kind == EROFS_SUPER)
			image_put_le(image, SB + SB_CSUM, 4,
			    crc32c_zeroed(~0u, image->data + SB, o->len, SB_CSUM, 4));
	}
}
