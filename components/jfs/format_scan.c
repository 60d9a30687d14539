/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * JFS: where the metadata of an image lies.
 *
 * Two tables of inodes: that of the aggregate, at a fixed place, has as files the block
 * map, the log and the inode map of the other one, which has what users see.
 */
#include <string.h>
#include <sys/stat.h>

#include "components/jfs/format.h"

#define PAGE 4096
#define SB 0x8000
#define SB2 0xf000
#define SB_LEN 184
#define TABLE 0xb000 /* the inodes of the aggregate */
#define INODE 512
#define BASE 128 /* the part of an inode that all have */
#define BLOCK_MAP_INO 2
#define FILES_INO 16 /* the inode map of what users see */
#define TREE 224     /* in an inode: the root of its tree, */
#define TREE_LEN 288
#define DIR_TABLE 128 /* of a directory: its table, or a tree of that, */
#define DIR_TABLE_LEN 96
#define DIR_INLINE 13 /* which is there from so many entries on */
#define ROOT 1u       /* flags of a head of a tree */
#define LEAF 2u
#define HEAD 32
#define GROUP_EXTENTS 3072 /* in an inode allocation group: where inodes are */
#define EXTENT_INODES 32
#define DEPTH_MAX 5
#define PAGES_MAX 1024 /* of one tree, that are looked at */

/* A scan under way. */
struct scan {
	struct format_map *map;
	const uint8_t *data;
	uint64_t size;
	uint32_t block;
	uint32_t ino;
	int pages; /* looked at, of the present tree */
};

/* What is done with a page of content, by its number in the file. */
typedef void content_fn(struct scan *, uint64_t page, uint64_t at);

static void add(struct scan *s, enum jfs_kind kind, uint64_t at, uint64_t len)
{
	map_add(s->map, s->size,
	    (struct object){ .at = at, .len = len, .owner = s->ino, .kind = kind });
}

/* The bytes that an extent is; false where the image has not all of them. */
static bool extent(const struct scan *s, const uint8_t *p, uint64_t *at, uint64_t *len)
{
	*len = (get_le(p, 4) & 0xffffff) * s->block;
	*at = ((uint64_t)p[3] << 32 | get_le(p + 4, 4)) * s->block;
	return *len && *at && *at < s->size && *len <= s->size - *at;
}

static void extents(struct scan *s, uint64_t at, uint32_t len, content_fn *content, int depth)
{
	const uint8_t *p = s->data + at;
	uint32_t n = get_le(p + 18, 2);

	add(s, JFS_EXTENTS, at, HEAD);
	for (uint32_t i = 2; i < n && (i + 1) * 16 <= len; i++) {
		const uint8_t *x = p + 16 * i;
		uint64_t first = (uint64_t)x[3] << 32 | get_le(x + 4, 4), to, bytes;

		add(s, JFS_EXTENT, at + 16 * i, 16);
		if (!extent(s, x + 8, &to, &bytes))
			continue;
		if (!(p[16] & LEAF) && depth < DEPTH_MAX && to + PAGE <= s->size)
			extents(s, to, PAGE, content, depth + 1);
		for (uint64_t k = 0; content && p[16] & LEAF && k + PAGE <= bytes; k += PAGE)
			if (s->pages++ < PAGES_MAX)
				content(s, (first * s->block + k) / PAGE, to + k);
	}
}

static void block_map(struct scan *s, uint64_t page, uint64_t at)
{
	static const enum jfs_kind kinds[] = { JFS_BLOCK_MAP, JFS_MAP_CONTROL, JFS_MAP_CONTROL,
		JFS_MAP_CONTROL };

	if (page < 4)
		add(s, kinds[page], at, PAGE);
	else if (get_le(s->data + at, 4))
		add(s, JFS_MAP_PAGE, at, PAGE);
}

static void dir_table(struct scan *s, uint64_t page, uint64_t at)
{
	(void)page;
	add(s, JFS_DIR_TABLE, at, PAGE);
}

/* A page of names, or their root, which has a shorter table of its own. */
static void names(struct scan *s, uint64_t at, uint32_t len, int depth)
{
	const uint8_t *p = s->data + at;
	const bool root = depth == 0;
	uint32_t n = p[17], order = root ? 24 : HEAD * p[21];

	add(s, root ? JFS_NAMES_ROOT : JFS_NAMES_PAGE, at, HEAD);
	if (order + n > len || s->pages++ >= PAGES_MAX)
		return;
	if (!root)
		add(s, JFS_NAMES_ORDER, at + order, n);
	for (uint32_t i = 0; i < n; i++) {
		const uint32_t slot = HEAD * p[order + i];
		uint64_t to, bytes;

		if (slot + HEAD > len)
			continue;
		add(s, p[16] & LEAF ? JFS_ENTRY : JFS_INNER, at + slot, HEAD);
		if (!(p[16] & LEAF) && depth < DEPTH_MAX && extent(s, p + slot, &to, &bytes))
			names(s, to, bytes < PAGE ? bytes : PAGE, depth + 1);
	}
}

static void directory(struct scan *s, uint64_t at)
{
	names(s, at + TREE, TREE_LEN, 0);
	s->pages = 0;
	if (get_le(s->data + at + 120, 4) > DIR_INLINE)
		extents(s, at + DIR_TABLE, DIR_TABLE_LEN, dir_table, 0);
	else
		add(s, JFS_DIR_TABLE, at + DIR_TABLE, DIR_TABLE_LEN);
}

static void inode(struct scan *s, uint64_t at, content_fn *content)
{
	const uint8_t *p = s->data + at;
	uint32_t mode = get_le(p + 52, 4);
	uint64_t to, len;

	s->pages = 0;
	if (!get_le(p + 40, 4) || !mode)
		return;
	add(s, JFS_INODE, at, BASE);
	if (get_le(p + 108, 4) && extent(s, p + 112, &to, &len))
		add(s, JFS_ATTRIBUTES, to, get_le(p + 108, 4));
	if (S_ISDIR(mode))
		directory(s, at);
	else if (S_ISREG(mode))
		extents(s, at + TREE, TREE_LEN, content, 0);
}

/* A page of an inode map; the first is its head. */
static void inode_map(struct scan *s, uint64_t page, uint64_t at)
{
	const uint32_t mine = s->ino;
	const int pages = s->pages;

	if (page == 0) {
		add(s, JFS_INODE_MAP, at, PAGE);
		return;
	}
	add(s, JFS_INODE_GROUP, at, PAGE);
	for (uint32_t i = 0; i < 128; i++) {
		uint64_t to, len;

		if (!extent(s, s->data + at + GROUP_EXTENTS + 8 * i, &to, &len))
			continue;
		for (uint32_t k = 0; k < EXTENT_INODES && (k + 1) * INODE <= len; k++) {
			s->ino = (page - 1) * PAGE + i * EXTENT_INODES + k;
			inode(s, to + k * INODE, NULL);
		}
	}
	s->ino = mine;
	s->pages = pages;
}

static void log_of(struct scan *s, const uint8_t *sb)
{
	uint64_t at, len, end;

	if (!extent(s, sb + 72, &at, &len) || len < 2 * PAGE)
		return;
	add(s, JFS_LOG_SUPER, at + PAGE, 36);
	end = get_le(s->data + at + PAGE + 32, 4) / PAGE * PAGE;
	if (end < len)
		add(s, JFS_LOG_PAGE, at + end, PAGE);
}

void jfs_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	struct scan s = { .map = map, .data = data, .size = size };

	map->n = 0;
	if (size < 0x20000 || memcmp(data + SB, "JFS1", 4) != 0)
		return;
	s.block = get_le(data + SB + 16, 4);
	if (s.block < 512 || s.block > PAGE)
		return;
	add(&s, JFS_SUPER, SB, SB_LEN);
	add(&s, JFS_SUPER, SB2, SB_LEN);
	log_of(&s, data + SB);
	for (s.ino = 0; s.ino < EXTENT_INODES; s.ino++)
		if (s.ino == BLOCK_MAP_INO)
			inode(&s, TABLE + s.ino * INODE, block_map);
		else if (s.ino == FILES_INO)
			inode(&s, TABLE + s.ino * INODE, inode_map);
		else
			inode(&s, TABLE + s.ino * INODE, NULL);
	map_sort(map);
}
