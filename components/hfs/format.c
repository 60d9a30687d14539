/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* HFS: the fields of its metadata, and where it lies. */
#include "components/hfs/format.h"

#define SECTOR 512
#define SUPER_AT 1024
#define SUPER 162
#define EXTENTS 134 /* in the superblock: where the two trees are */
#define CATALOG 150

static const struct field super_fields[] = { { 0, 2, F_MAGIC }, { 10, 2, F_FLAGS },
	{ 12, 2, F_COUNT }, { 14, 2, F_POINTER }, { 16, 2, F_POINTER }, { 18, 2, F_SIZE },
	{ 20, 4, F_SIZE }, { 24, 4, F_SIZE }, { 28, 2, F_POINTER }, { 30, 4, F_NUMBER },
	{ 34, 2, F_COUNT }, { 36, 1, F_SIZE }, { 37, 4, F_NAME }, { 74, 4, F_SIZE },
	{ 78, 4, F_SIZE }, { 82, 2, F_COUNT }, { 84, 4, F_COUNT }, { 88, 4, F_COUNT },
	{ 124, 2, F_MAGIC }, { 126, 2, F_POINTER }, { 128, 2, F_SIZE }, { 130, 4, F_SIZE },
	{ 134, 2, F_POINTER }, { 136, 2, F_COUNT }, { 138, 2, F_POINTER }, { 140, 2, F_COUNT },
	{ 146, 4, F_SIZE }, { 150, 2, F_POINTER }, { 152, 2, F_COUNT }, { 154, 2, F_POINTER },
	{ 156, 2, F_COUNT }, { 0, 0, 0 } };

static const struct field header_fields[] = { { 0, 4, F_POINTER }, { 8, 1, F_FLAGS },
	{ 10, 2, F_COUNT }, { 14, 2, F_SIZE }, { 16, 4, F_POINTER }, { 20, 4, F_COUNT },
	{ 24, 4, F_POINTER }, { 28, 4, F_POINTER }, { 32, 2, F_SIZE }, { 34, 2, F_SIZE },
	{ 36, 4, F_COUNT }, { 40, 4, F_COUNT }, { 248, 1, F_FLAGS }, { 0, 0, 0 } };

static const struct field node_fields[] = { { 0, 4, F_POINTER }, { 4, 4, F_POINTER },
	{ 8, 1, F_FLAGS }, { 9, 1, F_SIZE }, { 10, 2, F_COUNT }, { 0, 0, 0 } };

static const struct field place_fields[] = { { 0, 2, F_POINTER }, { 0, 0, 0 } };

/* In the catalog a folder and a name, in the tree of extents a file and a block. */
static const struct field key_fields[] = { { 0, 1, F_SIZE }, { 1, 1, F_FLAGS },
	{ 2, 4, F_NUMBER }, { 6, 1, F_SIZE }, { 6, 2, F_POINTER }, { 7, 4, F_NAME }, { 0, 0, 0 } };

static const struct field child_fields[] = { { 0, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field folder_fields[] = { { 0, 1, F_FLAGS }, { 2, 2, F_FLAGS },
	{ 4, 2, F_COUNT }, { 6, 4, F_NUMBER }, { 10, 4, F_NUMBER }, { 14, 4, F_NUMBER },
	{ 0, 0, 0 } };

static const struct field file_fields[] = { { 0, 1, F_FLAGS }, { 2, 1, F_FLAGS },
	{ 4, 4, F_NUMBER }, { 12, 2, F_FLAGS }, { 20, 4, F_NUMBER }, { 26, 4, F_SIZE },
	{ 30, 4, F_SIZE }, { 36, 4, F_SIZE }, { 40, 4, F_SIZE }, { 44, 4, F_NUMBER },
	{ 48, 4, F_NUMBER }, { 72, 2, F_SIZE }, { 74, 2, F_POINTER }, { 76, 2, F_COUNT },
	{ 78, 2, F_POINTER }, { 80, 2, F_COUNT }, { 86, 2, F_POINTER }, { 88, 2, F_COUNT },
	{ 0, 0, 0 } };

static const struct field thread_fields[] = { { 0, 1, F_FLAGS }, { 10, 4, F_NUMBER },
	{ 14, 1, F_SIZE }, { 15, 4, F_NAME }, { 0, 0, 0 } };

static const struct field extent_fields[] = { { 0, 2, F_POINTER }, { 2, 2, F_COUNT },
	{ 0, 2, F_POINTER }, { 0, 0, 0 } };

static const struct object_kind kinds[HFS_NKINDS] = {
	[HFS_SUPER] = { "master directory block", super_fields, 0, true },
	[HFS_BITMAP] = { "bitmap", NULL, 0, true },
	[HFS_HEADER] = { "tree header", header_fields, 0, true },
	[HFS_MAP] = { "map node", node_fields, 0, true },
	[HFS_INDEX] = { "index node", node_fields, 0, true },
	[HFS_LEAF] = { "leaf node", node_fields, 0, true },
	[HFS_PLACES] = { "places of records", place_fields, 2, true },
	[HFS_KEY] = { "key", key_fields, 0, true },
	[HFS_CHILD] = { "child", child_fields, 0, true },
	[HFS_FOLDER] = { "folder", folder_fields, 0, true },
	[HFS_FILE] = { "file", file_fields, 0, true },
	[HFS_THREAD] = { "thread", thread_fields, 0, true },
	[HFS_EXTENTS] = { "extents", extent_fields, 4, true },
};

static void scan_tree(struct format_map *map, const uint8_t *data, uint64_t size, uint32_t at,
    bool catalog)
{
	const uint8_t *super = data + SUPER_AT, *e = super + at;
	const uint64_t block = get_be(super + 20, 4), first = get_be(super + 28, 2) * SECTOR;
	struct hfs_tree tree = { .catalog = catalog };

	for (int i = 0; i < 3; i++) {
		tree.run[i].at = first + get_be(e + 4 * i, 2) * block;
		tree.run[i].len = get_be(e + 4 * i + 2, 2) * block;
	}
	hfs_scan_tree(map, data, size, &tree);
}

static void scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	const uint8_t *super = data + SUPER_AT;

	map->n = 0;
	if (size < 4 * SUPER_AT || get_be(super, 2) != 0x4244)
		return;
	map_add(map, size, (struct object){ .at = SUPER_AT, .len = SUPER, .kind = HFS_SUPER });
	map_add(map, size,
	    (struct object){ .at = size - 2 * SECTOR, .len = SUPER, .kind = HFS_SUPER });
	map_add(map, size,
	    (struct object){ .at = get_be(super + 14, 2) * SECTOR,
		.len = (get_be(super + 18, 2) + 7) / 8,
		.kind = HFS_BITMAP });
	scan_tree(map, data, size, EXTENTS, false);
	scan_tree(map, data, size, CATALOG, true);
	map_sort(map);
}

const struct format hfs_format = {
	.name = "hfs",
	.kind = kinds,
	.scan = scan,
};
