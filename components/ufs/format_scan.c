/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* FFS: where the metadata of an image lies.  Addresses are numbers of fragments. */
#include <sys/stat.h>

#include "components/ufs/format.h"

#define SB1 8192
#define SB2 65536
#define SB_LEN 1376
#define MAGIC_AT 1372
#define MAGIC1 0x00011954
#define MAGIC2 0x19540119
#define GROUP_HEAD 168
#define DIR_CHUNK 512
#define BLOCKS_MAX 4096 /* of one file, that are looked at */

/* A scan under way. */
struct scan {
	struct format_map *map;
	const uint8_t *data;
	uint64_t size;
	const uint8_t *sb;
	bool v2;
	uint32_t block, frag; /* bytes */
	uint32_t groups, inodes, frags; /* the latter of a group */
	uint32_t ino, mode, seen; /* the file looked at */
	uint64_t left;            /* of a directory's bytes */
};

static uint32_t super(const struct scan *s, uint32_t at)
{
	return get_le(s->sb + at, 4);
}

static void add(struct scan *s, enum ufs_kind kind, uint64_t at, uint64_t len, uint32_t owner)
{
	map_add(s->map, s->size,
	    (struct object){ .at = at, .len = len, .owner = owner, .kind = kind });
}

static bool geometry(struct scan *s)
{
	if (s->size < SB2 + SB_LEN)
		return false;
	s->v2 = get_le(s->data + SB2 + MAGIC_AT, 4) == MAGIC2;
	s->sb = s->data + (s->v2 ? SB2 : SB1);
	if (!s->v2 && super(s, MAGIC_AT) != MAGIC1)
		return false;
	s->groups = super(s, 44);
	s->block = super(s, 48);
	s->frag = super(s, 52);
	s->inodes = super(s, 184);
	s->frags = super(s, 188);
	return s->frag >= 512 && s->block >= s->frag && s->block <= 65536 &&
	       s->groups <= s->size / s->frag && s->inodes <= s->size / 128;
}

static void directory(struct scan *s, uint64_t at, uint32_t len)
{
	for (uint32_t off = 0; off + 8 <= len;) {
		const uint8_t *p = s->data + at + off;
		uint32_t bytes = get_le(p + 4, 2), room = DIR_CHUNK - off % DIR_CHUNK;
		uint32_t used = 8 + p[7];

		if (bytes < 8 || bytes > room) {
			off += room;
			continue;
		}
		if (get_le(p, 4))
			add(s, UFS_ENTRY, at + off, used < bytes ? used : bytes, s->ino);
		off += bytes;
	}
}

static void content(struct scan *s, uint64_t frag, int level)
{
	const uint32_t width = s->v2 ? 8 : 4;
	uint64_t at = frag * s->frag, len = s->block;

	if (!frag || frag >= s->size / s->frag || s->seen++ >= BLOCKS_MAX)
		return;
	if (len > s->size - at)
		len = s->size - at;
	if (level > 0) {
		add(s, s->v2 ? UFS_POINTERS2 : UFS_POINTERS1, at, len, s->ino);
		for (uint32_t i = 0; i + width <= len; i += width)
			content(s, get_le(s->data + at + i, width), level - 1);
	} else if (S_ISDIR(s->mode)) {
		len = len < s->left ? len : s->left;
		s->left -= len;
		directory(s, at, len);
	}
}

static void inode(struct scan *s, uint64_t at)
{
	const uint8_t *p = s->data + at;
	const uint32_t width = s->v2 ? 8 : 4, first = s->v2 ? 112 : 0x28;

	s->mode = get_le(p, 2);
	s->seen = 0;
	s->left = get_le(p + (s->v2 ? 16 : 8), 8);
	if (!s->mode)
		return;
	add(s, s->v2 ? UFS_INODE2 : UFS_INODE1, at, s->v2 ? 256 : 128, s->ino);
	if (!S_ISREG(s->mode) && !S_ISDIR(s->mode))
		return;
	for (int i = 0; i < 15; i++)
		content(s, get_le(p + first + i * width, width), i < 12 ? 0 : i - 11);
}

static void group(struct scan *s, uint32_t nr)
{
	const uint64_t skew = s->v2 ? 0 : (uint64_t)super(s, 24) * (nr & ~super(s, 28));
	const uint64_t start = (uint64_t)s->frags * nr + skew;
	const uint64_t head = (start + super(s, 12)) * s->frag;
	const uint64_t table = (start + super(s, 16)) * s->frag, len = s->v2 ? 256 : 128;

	if (head + GROUP_HEAD > s->size)
		return;
	add(s, UFS_GROUP, head, GROUP_HEAD, nr);
	add(s, UFS_INODE_MAP, head + get_le(s->data + head + 92, 4), (s->inodes + 7) / 8, nr);
	add(s, UFS_FRAG_MAP, head + get_le(s->data + head + 96, 4), (s->frags + 7) / 8, nr);
	for (uint32_t i = 0; i < s->inodes && table + (i + 1) * len <= s->size; i++) {
		s->ino = nr * s->inodes + i;
		inode(s, table + i * len);
	}
}

void ufs_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	struct scan s = { .map = map, .data = data, .size = size };
	uint64_t summary;

	map->n = 0;
	if (!geometry(&s))
		return;
	add(&s, s.v2 ? UFS_SUPER2 : UFS_SUPER1, s.v2 ? SB2 : SB1, SB_LEN, 0);
	summary = s.v2 ? get_le(s.sb + 1096, 8) : super(&s, 152);
	for (uint32_t i = 0; i < s.groups; i++) {
		add(&s, UFS_SUMMARY, summary * s.frag + 16 * i, 16, i);
		group(&s, i);
	}
	map_sort(map);
}
