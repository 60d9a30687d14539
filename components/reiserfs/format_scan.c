/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * ReiserFS: where the metadata of an image lies, and the hashes of names.
 *
 * There are no checksums.  But a name is found by its hash, the third part of a key,
 * of which the head of the entry has a copy: with another hash nobody finds the name.
 */
#include <string.h>

#include "components/reiserfs/format.h"

#define SB 65536
#define SB_LEN 204
#define SB_V1_LEN 76
#define OBJECTS 128 /* bytes of the list of object numbers that are worth changing */
#define LOG_MAGIC "ReIsErLB"
#define HEAD 24 /* of a block of the tree, and of an item */
#define ENTRY 16
#define DEPTH_MAX 5
#define HASH_R5 3
#define HASH_BITS 0x7fffff80u /* the others number the names with the same hash */

enum { TYPE_STAT, TYPE_INDIRECT, TYPE_DIRECT, TYPE_DIRECTORY };

struct reiserfs_geometry {
	uint64_t hash; /* the function, by its number */
};

/* A scan under way. */
struct scan {
	struct format_map *map;
	const uint8_t *data;
	uint64_t size;
	uint32_t block; /* bytes */
};

static void add(struct scan *s, enum reiserfs_kind kind, uint64_t at, uint64_t len, uint32_t owner)
{
	map_add(s->map, s->size,
	    (struct object){ .at = at, .len = len, .owner = owner, .kind = kind });
}

/* The kind of an item by its key, in which the newer of two versions has it in the
 * highest bits, where older ones have one of these numbers. */
static int type_of(const uint8_t *key)
{
	uint32_t type = key[15] >> 4, old = get_le(key + 12, 4);

	if (type >= TYPE_INDIRECT && type <= TYPE_DIRECTORY)
		return type;
	if (old == 0)
		return TYPE_STAT;
	if (old == 500)
		return TYPE_DIRECTORY;
	return old == 0xfffffffe ? TYPE_INDIRECT : TYPE_DIRECT;
}

/* Names are behind the heads, the last one first. */
static void directory(struct scan *s, uint64_t at, uint32_t len, uint32_t entries)
{
	uint32_t end = len;

	for (uint32_t i = 0; i < entries && (i + 1) * ENTRY <= len; i++) {
		const uint64_t head = at + i * ENTRY;
		uint32_t name = get_le(s->data + head + 12, 2);

		if (name >= end)
			return;
		add(s, REISERFS_ENTRY, head, ENTRY, 0);
		add(s, REISERFS_NAME, at + name, end - name, head);
		end = name;
	}
}

static void leaf(struct scan *s, uint64_t at, uint32_t items)
{
	add(s, REISERFS_LEAF, at, HEAD, 0);
	for (uint32_t i = 0; i < items && HEAD + (i + 1) * HEAD <= s->block; i++) {
		const uint8_t *p = s->data + at + HEAD + i * HEAD;
		uint32_t len = get_le(p + 18, 2), body = get_le(p + 20, 2);
		int type = type_of(p);

		if (body + len > s->block)
			return;
		add(s, REISERFS_ITEM, at + HEAD + i * HEAD, HEAD, 0);
		if (type == TYPE_STAT)
			add(s, len == 44 ? REISERFS_STAT : REISERFS_STAT1, at + body, len, 0);
		else if (type == TYPE_INDIRECT)
			add(s, REISERFS_INDIRECT, at + body, len, 0);
		else if (type == TYPE_DIRECTORY)
			directory(s, at + body, len, get_le(p + 16, 2));
	}
}

/* A block of the tree, and with `depth` those below it. */
static void node(struct scan *s, uint64_t nr, int depth)
{
	const uint64_t at = nr * s->block;
	const uint8_t *p = s->data + at;
	uint32_t level, items;

	if (!nr || at + s->block > s->size)
		return;
	level = get_le(p, 2);
	items = get_le(p + 2, 2);
	if (level == 1 && items && get_le(p + 4, 2) < s->block) {
		leaf(s, at, items);
	} else if (level > 1 && level <= DEPTH_MAX && HEAD + 24 * items + 8 <= s->block) {
		add(s, REISERFS_NODE, at, HEAD + 24 * items + 8, 0);
		for (uint32_t i = 0; depth > 0 && i <= items; i++)
			node(s, get_le(p + HEAD + 16 * items + 8 * i, 4), depth - 1);
	}
}

/* A transaction has its descriptor, copies of blocks, and its commit; it goes on at the
 * beginning where the journal ends. */
static void journal(struct scan *s, uint64_t first, uint64_t blocks)
{
	if (!first || !blocks || (first + blocks + 1) * s->block > s->size)
		return;
	add(s, REISERFS_LOG_HEADER, (first + blocks) * s->block, 44, 0);
	for (uint64_t i = 0; i < blocks; i++) {
		const uint64_t at = (first + i) * s->block;
		uint64_t len = get_le(s->data + at + 4, 4);

		if (memcmp(s->data + at + s->block - 12, LOG_MAGIC, 8) != 0 || len >= blocks ||
		    len > s->block / 4)
			continue;
		add(s, REISERFS_LOG_DESC, at, 12 + 4 * len, 0);
		for (uint64_t k = 1; k <= len; k++)
			node(s, first + (i + k) % blocks, 0);
		add(s, REISERFS_LOG_COMMIT, (first + (i + len + 1) % blocks) * s->block,
		    8 + 4 * len, 0);
	}
}

void reiserfs_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	struct scan s = { .map = map, .data = data, .size = size };
	const uint8_t *sb = data + SB;
	struct reiserfs_geometry g;
	bool old;

	map->n = 0;
	if (size < SB + 8192 || memcmp(sb + 52, "ReIsEr", 6) != 0)
		return;
	s.block = get_le(sb + 44, 2);
	if (s.block < 512 || s.block > 8192)
		return;
	g.hash = get_le(sb + 64, 4);
	memcpy(map->geometry, &g, sizeof(g));
	old = memcmp(sb + 52, "ReIsErFs", 8) == 0;
	add(&s, REISERFS_SUPER, SB, (old ? SB_V1_LEN : SB_LEN) + OBJECTS, 0);
	for (uint64_t nr = SB / s.block + 1; (nr + 1) * s.block <= size;
	     nr = (nr / (8 * s.block) + 1) * 8 * s.block)
		add(&s, REISERFS_BITMAP, nr * s.block, s.block, 0);
	journal(&s, get_le(sb + 12, 4), get_le(sb + 20, 4));
	node(&s, get_le(sb + 8, 4), DEPTH_MAX);
	map_sort(map);
}

/* The hash "r5": of bytes with a sign. */
static uint32_t hash_r5(const uint8_t *name, size_t len)
{
	uint32_t hash = 0;

	for (size_t i = 0; i < len && name[i]; i++) {
		int c = (int8_t)name[i];

		hash = (hash + (uint32_t)(c * 16) + (uint32_t)(c >> 4)) * 11;
	}
	return hash;
}

/* "." and ".." have numbers in place of hashes. */
static bool has_hash(const uint8_t *name, size_t len)
{
	return name[0] != '.' || (len > 1 && name[1] && (name[1] != '.' || (len > 2 && name[2])));
}

void reiserfs_repair(const struct format_map *map, struct target_image *image,
    const struct span *span, size_t n)
{
	struct reiserfs_geometry g;

	memcpy(&g, map->geometry, sizeof(g));
	if (g.hash != HASH_R5)
		return;
	for (size_t i = 0; i < map->n; i++) {
		const struct object *o = &map->object[i];
		const uint8_t *name = image->data + o->at;
		uint32_t hash;

		if (o->kind != REISERFS_NAME || !has_hash(name, o->len) ||
		    !(spans_touch(span, n, o->at, o->len) || spans_touch(span, n, o->owner, 4)))
			continue;
		hash = hash_r5(name, o->len) & HASH_BITS;
		if (!hash)
			hash = 128;
		hash |= get_le(image->data + o->owner, 4) & ~HASH_BITS;
		image_put_le(image, o->owner, 4, hash);
	}
}
