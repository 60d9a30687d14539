/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* ext4: where the metadata of an image lies. */
#include <string.h>
#include <sys/stat.h>

#include "components/ext4/format.h"

#define JOURNAL_INO 8
#define FILE_BLOCKS 4096  /* most blocks of one file that are looked at */
#define DEPTH_MAX 5

/* A scan under way. */
struct scan {
	struct format_map *map;
	const uint8_t *data;
	struct ext4_geometry g;
	uint32_t ino; /* the file looked at, */
	uint32_t mode;
	uint32_t blocks; /* and how many of its blocks were seen */
};

static void add_of(struct scan *s, enum ext4_kind kind, uint64_t at, uint32_t len, uint32_t owner)
{
	map_add(s->map, s->g.blocks * s->g.block,
	    (struct object){ .at = at, .len = len, .owner = owner, .kind = kind });
}

static void add(struct scan *s, enum ext4_kind kind, uint64_t at, uint32_t len)
{
	add_of(s, kind, at, len, s->ino);
}

/* The content of a block, or NULL where the image has none of that number. */
static const uint8_t *block(const struct scan *s, uint64_t nr)
{
	return nr && nr < s->g.blocks ? s->data + nr * s->g.block : NULL;
}

/* A node of an index looks like one empty entry, its root like "." and a ".."
 * that fills the block. */
static bool is_index(const struct scan *s, const uint8_t *b)
{
	uint32_t first = get_le(b + 4, 2);

	if (first == s->g.block && get_le(b, 4) == 0)
		return true;
	return first == 12 && get_le(b + 16, 2) == s->g.block - 12 && get_le(b + 24, 4) == 0 &&
	       b[29] == 8;
}

/* One block of the content of a file. */
static void content(struct scan *s, uint64_t nr)
{
	const uint8_t *b = block(s, nr);

	if (!b || s->blocks++ >= FILE_BLOCKS)
		return;
	if (S_ISDIR(s->mode))
		add(s, is_index(s, b) ? EXT4_DX : EXT4_DIR, nr * s->g.block, s->g.block);
	else if (s->ino == JOURNAL_INO && s->blocks <= EXT4_JOURNAL_BLOCKS)
		add_of(s, EXT4_JOURNAL, nr * s->g.block, s->g.block, s->blocks - 1);
}

static void extents(struct scan *s, const uint8_t *node, uint32_t room, int depth)
{
	uint32_t n = get_le(node + 2, 2);

	if (get_le(node, 2) != EXTENT_MAGIC || n > (room - 12) / 12 || depth > DEPTH_MAX)
		return;
	for (uint32_t i = 0; i < n; i++) {
		const uint8_t *e = node + 12 + 12 * i;

		if (get_le(node + 6, 2)) {
			uint64_t nr = get_le(e + 4, 4);
			const uint8_t *below = block(s, nr);

			if (!below)
				continue;
			add(s, EXT4_EXTENTS, nr * s->g.block, s->g.block);
			extents(s, below, s->g.block, depth + 1);
			continue;
		}
		for (uint64_t k = 0; k < get_le(e + 4, 2) && s->blocks < FILE_BLOCKS; k++)
			content(s, get_le(e + 8, 4) + k);
	}
}

static void pointers(struct scan *s, uint64_t nr, int levels)
{
	const uint8_t *b = block(s, nr);

	if (!b)
		return;
	if (levels == 0) {
		content(s, nr);
		return;
	}
	add(s, EXT4_POINTERS, nr * s->g.block, s->g.block);
	for (uint32_t i = 0; i < s->g.block / 4 && s->blocks < FILE_BLOCKS; i++)
		pointers(s, get_le(b + 4 * i, 4), levels - 1);
}

static void inode(struct scan *s, uint64_t at)
{
	const uint8_t *i = s->data + at;
	uint32_t flags = get_le(i + I_FLAGS, 4);
	uint64_t acl = get_le(i + I_FILE_ACL, 4);

	s->mode = get_le(i + I_MODE, 2);
	s->blocks = 0;
	if (s->mode == 0)
		return;
	add(s, EXT4_INODE, at, s->g.inode_size);
	if (block(s, acl) && get_le(block(s, acl), 4) == XATTR_MAGIC)
		add(s, EXT4_XATTR, acl * s->g.block, s->g.block);
	if (flags & I_FLAG_INLINE || !(S_ISREG(s->mode) || S_ISDIR(s->mode) || S_ISLNK(s->mode)))
		return;
	if (flags & I_FLAG_EXTENTS) {
		extents(s, i + I_BLOCK, 60, 0);
		return;
	}
	if (S_ISLNK(s->mode) && get_le(i + I_SIZE, 4) < 60)
		return;
	for (int k = 0; k < 15; k++)
		pointers(s, get_le(i + I_BLOCK + 4 * k, 4), k < 12 ? 0 : k - 11);
}

void ext4_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	struct scan s = { .map = map, .data = data, .g = ext4_geometry(data, size) };

	_Static_assert(sizeof(s.g) <= sizeof(map->geometry), "the geometry fits the map");
	memcpy(map->geometry, &s.g, sizeof(s.g));
	map->n = 0;
	if (!s.g.block)
		return;
	add(&s, EXT4_SUPER, EXT4_SB, EXT4_SB);
	for (uint32_t group = 0; group < s.g.groups; group++) {
		uint64_t at = ext4_group_at(&s.g, group);
		const uint8_t *gd = data + at;

		if (!at)
			break;
		s.ino = group;
		add(&s, EXT4_GROUP, at, s.g.desc_size);
		add(&s, EXT4_BLOCK_BITMAP, get_le(gd + GD_BLOCK_BITMAP, 4) * s.g.block, s.g.block);
		add(&s, EXT4_INODE_BITMAP, get_le(gd + GD_INODE_BITMAP, 4) * s.g.block, s.g.block);
	}
	for (s.ino = 1; s.ino <= s.g.groups * s.g.inodes_per_group; s.ino++) {
		uint64_t at = ext4_inode_at(&s.g, data, s.ino);

		if (at)
			inode(&s, at);
	}
	map_sort(map);
}
