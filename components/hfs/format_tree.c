/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* B-trees of HFS and HFS+: where their nodes and records lie. */
#include "components/hfs/format_tree.h"

#define DESCRIPTOR 14   /* of a node */
#define TYPE 8          /* its kind, in the descriptor */
#define RECORDS 10      /* how many it has */
#define NODE_SIZE 32    /* in the first node: header, after the descriptor */
#define NODE_COUNT 36
#define HEADER_SIZE 106

struct scan {
	struct format_map *map;
	const uint8_t *data;
	uint64_t size;
	const struct hfs_tree *tree;
	uint32_t node; /* bytes */
};

/* The place of `len` bytes of the tree's file; 0 where they do not lie together. */
static uint64_t place(const struct scan *s, uint64_t at, uint64_t len)
{
	for (int i = 0; i < HFS_RUNS; i++) {
		const struct hfs_run *r = &s->tree->run[i];

		if (at >= r->len) {
			at -= r->len;
			continue;
		}
		if (len > r->len - at || r->at > s->size || at + len > s->size - r->at)
			return 0;
		return r->at + at;
	}
	return 0;
}

static void add(struct scan *s, enum hfs_kind kind, uint64_t at, uint64_t len)
{
	map_add(s->map, s->size, (struct object){ .at = at, .len = len, .kind = kind });
}

static enum hfs_kind leaf_kind(const struct scan *s, const uint8_t *record)
{
	const uint32_t type = get_be(record, s->tree->wide ? 2 : 1);

	if (!s->tree->catalog)
		return HFS_EXTENTS;
	return type == 1 ? HFS_FOLDER : type == 2 ? HFS_FILE : HFS_THREAD;
}

/* A record: a key, and from the next even byte on what it leads to. */
static void scan_record(struct scan *s, bool leaf, uint64_t at, uint64_t end)
{
	const uint8_t *p = s->data + at;
	const uint64_t key = s->tree->wide ? 2 + get_be(p, 2) : (2u + p[0]) & ~1u;

	if (key + 4 > end - at)
		return;
	add(s, HFS_KEY, at, key);
	add(s, leaf ? leaf_kind(s, p + key) : HFS_CHILD, at + key, end - at - key);
}

static uint64_t record_at(const struct scan *s, uint64_t node, uint32_t nr)
{
	return node + get_be(s->data + node + s->node - 2 * (nr + 1), 2);
}

static void scan_records(struct scan *s, uint64_t node, bool leaf)
{
	const uint32_t n = get_be(s->data + node + RECORDS, 2);
	const uint64_t places = 2 * (n + 1);

	if (DESCRIPTOR + places > s->node)
		return;
	add(s, HFS_PLACES, node + s->node - places, places);
	for (uint32_t i = 0; i < n; i++) {
		const uint64_t at = record_at(s, node, i), end = record_at(s, node, i + 1);

		if (at >= node + DESCRIPTOR && end > at + 2 && end <= node + s->node - places)
			scan_record(s, leaf, at, end);
	}
}

static void scan_node(struct scan *s, uint64_t node)
{
	const uint8_t type = s->data[node + TYPE];

	switch (type) {
	case 1:
		add(s, HFS_HEADER, node, s->node);
		break;
	case 2:
		add(s, HFS_MAP, node, s->node);
		break;
	case 0:
	case 0xff:
		if (!get_be(s->data + node + RECORDS, 2))
			break; /* not in use */
		add(s, type ? HFS_LEAF : HFS_INDEX, node, s->node);
		scan_records(s, node, type);
	}
}

void hfs_scan_tree(struct format_map *map, const uint8_t *data, uint64_t size,
    const struct hfs_tree *tree)
{
	struct scan s = { map, data, size, tree, 0 };
	uint64_t at = place(&s, 0, DESCRIPTOR + HEADER_SIZE), n;

	if (!at)
		return;
	s.node = get_be(data + at + NODE_SIZE, 2);
	n = get_be(data + at + NODE_COUNT, 4);
	if (s.node < 512 || s.node > 32768 || (s.node & (s.node - 1)))
		return;
	for (uint64_t i = 0; i < n && map->n < MAP_OBJECTS; i++) {
		at = place(&s, i * s.node, s.node);
		if (at)
			scan_node(&s, at);
	}
}
