/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Btrfs: where the metadata of an image lies.
 *
 * A node says of which file system it is and at which logical address, and has a
 * checksum, so that looking at each place where one may begin finds all copies
 * of all of them.  Those that no tree leads to are old and of no use.
 */
#include <string.h>

#include "components/btrfs/format.h"

struct scan {
	struct format_map *map;
	const uint8_t *data;
	uint64_t size;
	struct btrfs_geometry g;
	bool live[MAP_OBJECTS]; /* the nodes that a tree leads to */
};

static bool geometry(struct scan *s, uint32_t *step)
{
	const uint8_t *sb = s->data + BTRFS_SB;

	if (s->size < BTRFS_SB + BTRFS_SB_SIZE || memcmp(sb + SB_MAGIC, "_BHRfS_M", 8) != 0)
		return false;
	*step = get_le(sb + SB_SECTOR, 4);
	s->g.node = get_le(sb + SB_NODE, 4);
	s->g.csum = get_le(sb + SB_CSUM_TYPE, 2);
	return *step >= 512 && s->g.node >= *step && s->g.node <= 65536;
}

/* True where a whole node begins. */
static bool is_node(const struct scan *s, uint64_t at)
{
	const uint8_t *p = s->data + at;
	uint8_t csum[BTRFS_CSUM];
	uint32_t room = s->g.node - NODE_HEADER;

	return !memcmp(p + NODE_FSID, s->data + BTRFS_SB + SB_FSID, 16) &&
	       get_le(p + NODE_N, 4) <= room / (p[NODE_LEVEL] ? POINTER_SIZE : ITEM_SIZE) &&
	       btrfs_csum(s->g.csum, p + BTRFS_CSUM, s->g.node - BTRFS_CSUM, csum) &&
	       !memcmp(csum, p, BTRFS_CSUM);
}

/* Marks the nodes at a logical address; true if there were new ones. */
static bool mark(struct scan *s, uint64_t address)
{
	bool found = false;

	for (size_t i = 0; i < s->map->n; i++) {
		const struct object *o = &s->map->object[i];

		if (!s->live[i] && get_le(s->data + o->at + NODE_ADDRESS, 8) == address)
			found = s->live[i] = true;
	}
	return found;
}

/* The place of the content of an item of a leaf, or NULL where it is not inside. */
static const uint8_t *item(const struct scan *s, const uint8_t *leaf, uint32_t i, uint32_t *len)
{
	const uint8_t *head = leaf + NODE_HEADER + i * ITEM_SIZE;
	uint64_t off = NODE_HEADER + get_le(head + KEY_SIZE, 4);

	*len = get_le(head + KEY_SIZE + 4, 4);
	return off + *len <= s->g.node ? leaf + off : NULL;
}

/* Marks what a node leads to: nodes below it, roots of other trees. */
static bool follow(struct scan *s, const uint8_t *p)
{
	uint32_t n = get_le(p + NODE_N, 4), len;
	bool found = false;

	for (uint32_t i = 0; i < n; i++) {
		const uint8_t *key = p + NODE_HEADER + i * ITEM_SIZE, *content;

		if (p[NODE_LEVEL]) {
			key = p + NODE_HEADER + i * POINTER_SIZE;
			found |= mark(s, get_le(key + KEY_SIZE, 8));
			continue;
		}
		content = item(s, p, i, &len);
		if (key[KEY_TYPE] == 132 && content && len >= ROOT_ADDRESS + 8)
			found |= mark(s, get_le(content + ROOT_ADDRESS, 8));
	}
	return found;
}

static void drop_dead(struct scan *s)
{
	const uint8_t *sb = s->data + BTRFS_SB;
	bool again = true;
	size_t n = 0;

	memset(s->live, 0, sizeof(s->live));
	mark(s, get_le(sb + SB_ROOT, 8));
	mark(s, get_le(sb + SB_CHUNK_ROOT, 8));
	mark(s, get_le(sb + SB_LOG_ROOT, 8));
	for (int depth = 0; again && depth < 64; depth++) {
		again = false;
		for (size_t i = 0; i < s->map->n; i++)
			if (s->live[i])
				again |= follow(s, s->data + s->map->object[i].at);
	}
	for (size_t i = 0; i < s->map->n; i++)
		if (s->live[i])
			s->map->object[n++] = s->map->object[i];
	s->map->n = n;
}

static enum btrfs_kind item_kind(uint8_t type)
{
	switch (type) {
	case 1:
		return BTRFS_INODE;
	case 12:
		return BTRFS_REF;
	case 24: /* an attribute, entries by hash and by order */
	case 84:
	case 96:
		return BTRFS_ENTRY;
	case 108:
		return BTRFS_DATA;
	case 132:
		return BTRFS_ROOT;
	case 168: /* of data, of a node */
	case 169:
		return BTRFS_EXTENT;
	case 192:
		return BTRFS_GROUP;
	case 216:
		return BTRFS_DEVICE;
	case 228:
		return BTRFS_CHUNK;
	default:
		return BTRFS_ITEM;
	}
}

static void add_items(struct scan *s, uint64_t at)
{
	const uint8_t *p = s->data + at;
	uint32_t n = p[NODE_LEVEL] ? 0 : get_le(p + NODE_N, 4), len;

	for (uint32_t i = 0; i < n; i++) {
		const uint8_t *content = item(s, p, i, &len);
		uint8_t type = p[NODE_HEADER + i * ITEM_SIZE + KEY_TYPE];

		if (content)
			map_add(s->map, s->size,
			    (struct object){ .at = content - s->data,
				.len = len,
				.kind = item_kind(type) });
	}
}

void btrfs_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	static struct scan s;
	uint32_t step;
	size_t nodes;

	s = (struct scan){ .map = map, .data = data, .size = size };
	map->n = 0;
	if (!geometry(&s, &step))
		return;
	memcpy(map->geometry, &s.g, sizeof(s.g));
	for (uint64_t at = BTRFS_SB + BTRFS_SB_SIZE; at + s.g.node <= size; at += step)
		if (is_node(&s, at))
			map_add(map, size,
			    (struct object){ .at = at,
				.len = s.g.node,
				.kind = data[at + NODE_LEVEL] ? BTRFS_NODE : BTRFS_LEAF });
	drop_dead(&s);
	nodes = map->n;
	map_add(map, size,
	    (struct object){ .at = BTRFS_SB, .len = BTRFS_SB_SIZE, .kind = BTRFS_SUPER });
	for (size_t i = 0; i < nodes; i++)
		add_items(&s, map->object[i].at);
	map_sort(map);
}
