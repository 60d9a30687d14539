/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* SquashFS: where the metadata of an image lies. */
#include "components/squashfs/format.h"

#define SB 96
#define BLOCK 8192
#define PLAIN 0x8000u /* of a block's length: not compressed */
#define INODE 20      /* the least one is */
#define HEADER 12     /* of a part of a directory */
#define NONE UINT64_MAX

struct scan {
	struct format_map *map;
	const uint8_t *data;
	uint64_t size;
	uint32_t block; /* size of blocks of files */
	uint64_t carry; /* bytes that what began in one block has in the next */
};

static void add(struct scan *s, enum squashfs_kind kind, uint64_t at, uint64_t len)
{
	map_add(s->map, s->size, (struct object){ .at = at, .len = len, .kind = kind });
}

/* How many blocks a file has of its own, and not in a fragment. */
static uint64_t blocks_of(const struct scan *s, uint64_t size, uint32_t fragment)
{
	uint64_t n = size / s->block;

	return fragment == UINT32_MAX && size % s->block ? n + 1 : n;
}

/* The length of the inode of a directory with an index. */
static uint64_t index_len(const uint8_t *p, uint64_t room)
{
	uint32_t n = get_le(p + 32, 2);
	uint64_t len = 40;

	for (uint32_t i = 0; i < n; i++) {
		if (len + 12 > room)
			return 0;
		len += 12 + get_le(p + len + 8, 4) + 1;
	}
	return len;
}

/* The length of an inode of which `room` bytes are there; 0: can not be told. */
static uint64_t inode_len(const struct scan *s, const uint8_t *p, uint64_t room)
{
	static const uint8_t least[15] = { 0, 32, 32, 24, 24, 24, 20, 20, 40, 56, 28, 28, 28, 24,
		24 };
	unsigned type = get_le(p, 2);

	if (type == 0 || type > 14 || least[type] > room)
		return 0;
	switch (type) {
	case 2:
		return 32 + 4 * blocks_of(s, get_le(p + 28, 4), get_le(p + 20, 4));
	case 3:
		return 24 + get_le(p + 20, 4);
	case 8:
		return index_len(p, room);
	case 9:
		return 56 + 4 * blocks_of(s, get_le(p + 24, 8), get_le(p + 44, 4));
	case 10:
		return 28 + get_le(p + 20, 4);
	default:
		return least[type];
	}
}

/* The length of a header of a directory and its entries. */
static uint64_t entries_len(const uint8_t *p, uint64_t room)
{
	uint64_t n, len = HEADER;

	if (room < HEADER)
		return 0;
	n = get_le(p, 4) + 1;
	for (uint64_t i = 0; i < n && i < 256; i++) {
		if (len + 8 > room)
			return 0;
		len += 8 + get_le(p + len + 6, 2) + 1;
	}
	return len;
}

/* What is in a block; stops where the next thing goes beyond what is known. */
static void scan_content(struct scan *s, enum squashfs_kind kind, uint64_t at, uint64_t len)
{
	uint64_t off = s->carry, one;

	s->carry = 0;
	for (; off < len; off += one) {
		const uint8_t *p = s->data + at + off;

		one = kind == SQUASHFS_INODE ? inode_len(s, p, len - off)
		                             : entries_len(p, len - off);
		if (!one) {
			s->carry = BLOCK;
			return;
		}
		if (one <= len - off)
			add(s, kind, at + off, one);
	}
	s->carry = off - len;
}

/* The blocks of a table, which lie one behind the other. */
static void scan_blocks(struct scan *s, uint64_t at, uint64_t end, enum squashfs_kind kind)
{
	if (end > s->size)
		end = s->size;
	s->carry = 0;
	while (at + 2 < end) {
		uint32_t head = get_le(s->data + at, 2), len = head & ~PLAIN;

		if (len == 0)
			len = BLOCK;
		if (len > BLOCK || at + 2 + len > end)
			return;
		add(s, SQUASHFS_BLOCK, at, 2 + len);
		if (head & PLAIN && kind != SQUASHFS_BLOCK)
			scan_content(s, kind, at + 2, len);
		at += 2 + len;
	}
}

/* A table of `n` entries: places of blocks that hold as many as fit them.
 * Returns where the first block is, or where there are none. */
static uint64_t scan_table(struct scan *s, uint64_t at, uint64_t n, uint32_t entry)
{
	uint64_t blocks = (n * entry + BLOCK - 1) / BLOCK, first;

	if (at == NONE || !blocks || at > s->size || blocks > (s->size - at) / 8)
		return NONE;
	first = get_le(s->data + at, 8);
	add(s, SQUASHFS_TABLE, at, blocks * 8);
	if (first < at)
		scan_blocks(s, first, at, SQUASHFS_BLOCK);
	return first;
}

void squashfs_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	struct scan s = { .map = map, .data = data, .size = size };
	uint64_t inodes, dirs, dirs_end, first;

	map->n = 0;
	if (size < SB || get_le(data, 4) != 0x73717368 || !get_le(data + 12, 4))
		return;
	s.block = get_le(data + 12, 4);
	inodes = get_le(data + 64, 8);
	dirs = get_le(data + 72, 8);
	add(&s, SQUASHFS_SUPER, 0, SB);
	/* Behind the directories is whatever other table there is. */
	dirs_end = scan_table(&s, get_le(data + 48, 8), get_le(data + 26, 2), 4);
	first = scan_table(&s, get_le(data + 88, 8), get_le(data + 4, 4), 8);
	dirs_end = first < dirs_end ? first : dirs_end;
	first = scan_table(&s, get_le(data + 80, 8), get_le(data + 16, 4), 16);
	dirs_end = first < dirs_end ? first : dirs_end;
	if (inodes < dirs && dirs < size)
		scan_blocks(&s, inodes, dirs, SQUASHFS_INODE);
	if (dirs < dirs_end)
		scan_blocks(&s, dirs, dirs_end, SQUASHFS_ENTRIES);
	map_sort(map);
}
