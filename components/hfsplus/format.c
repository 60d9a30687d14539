/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* HFS+: the fields of its metadata, and where it lies. */
#include "components/hfsplus/format.h"

#define SUPER_AT 1024
#define SUPER 512
#define BITMAP 112 /* in the volume header: files, 80 bytes each */
#define EXTENTS 192
#define CATALOG 272

static const struct field super_fields[] = { { 0, 2, F_MAGIC }, { 2, 2, F_NUMBER },
	{ 4, 4, F_FLAGS }, { 8, 4, F_NUMBER }, { 12, 4, F_POINTER }, { 32, 4, F_COUNT },
	{ 36, 4, F_COUNT }, { 40, 4, F_SIZE }, { 44, 4, F_SIZE }, { 48, 4, F_COUNT },
	{ 52, 4, F_POINTER }, { 56, 4, F_SIZE }, { 60, 4, F_SIZE }, { 64, 4, F_NUMBER },
	{ 72, 8, F_FLAGS }, { 112, 8, F_SIZE }, { 124, 4, F_COUNT }, { 128, 4, F_POINTER },
	{ 132, 4, F_COUNT }, { 192, 8, F_SIZE }, { 204, 4, F_COUNT }, { 208, 4, F_POINTER },
	{ 212, 4, F_COUNT }, { 272, 8, F_SIZE }, { 284, 4, F_COUNT }, { 288, 4, F_POINTER },
	{ 292, 4, F_COUNT }, { 352, 8, F_SIZE }, { 364, 4, F_COUNT }, { 368, 4, F_POINTER },
	{ 372, 4, F_COUNT }, { 0, 0, 0 } };

static const struct field header_fields[] = { { 0, 4, F_POINTER }, { 8, 1, F_FLAGS },
	{ 10, 2, F_COUNT }, { 14, 2, F_SIZE }, { 16, 4, F_POINTER }, { 20, 4, F_COUNT },
	{ 24, 4, F_POINTER }, { 28, 4, F_POINTER }, { 32, 2, F_SIZE }, { 34, 2, F_SIZE },
	{ 36, 4, F_COUNT }, { 40, 4, F_COUNT }, { 50, 1, F_FLAGS }, { 51, 1, F_FLAGS },
	{ 52, 4, F_FLAGS }, { 248, 1, F_FLAGS }, { 0, 0, 0 } };

static const struct field node_fields[] = { { 0, 4, F_POINTER }, { 4, 4, F_POINTER },
	{ 8, 1, F_FLAGS }, { 9, 1, F_SIZE }, { 10, 2, F_COUNT }, { 0, 0, 0 } };

static const struct field place_fields[] = { { 0, 2, F_POINTER }, { 0, 0, 0 } };

/* In the catalog a folder and a name, in the tree of extents a file and a block. */
static const struct field key_fields[] = { { 0, 2, F_SIZE }, { 2, 4, F_NUMBER },
	{ 4, 4, F_NUMBER }, { 6, 2, F_SIZE }, { 8, 4, F_POINTER }, { 8, 2, F_NAME },
	{ 10, 2, F_NAME }, { 0, 0, 0 } };

static const struct field child_fields[] = { { 0, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field folder_fields[] = { { 0, 2, F_FLAGS }, { 2, 2, F_FLAGS },
	{ 4, 4, F_COUNT }, { 8, 4, F_NUMBER }, { 12, 4, F_NUMBER }, { 16, 4, F_NUMBER },
	{ 32, 4, F_NUMBER }, { 40, 1, F_FLAGS }, { 41, 1, F_FLAGS }, { 42, 2, F_FLAGS },
	{ 84, 4, F_COUNT }, { 0, 0, 0 } };

static const struct field file_fields[] = { { 0, 2, F_FLAGS }, { 2, 2, F_FLAGS },
	{ 8, 4, F_NUMBER }, { 16, 4, F_NUMBER }, { 32, 4, F_NUMBER }, { 40, 1, F_FLAGS },
	{ 41, 1, F_FLAGS }, { 42, 2, F_FLAGS }, { 44, 4, F_NUMBER }, { 48, 4, F_MAGIC },
	{ 52, 4, F_MAGIC }, { 88, 8, F_SIZE }, { 96, 4, F_SIZE }, { 100, 4, F_COUNT },
	{ 104, 4, F_POINTER }, { 108, 4, F_COUNT }, { 112, 4, F_POINTER }, { 116, 4, F_COUNT },
	{ 168, 8, F_SIZE }, { 180, 4, F_COUNT }, { 184, 4, F_POINTER }, { 188, 4, F_COUNT },
	{ 0, 0, 0 } };

static const struct field thread_fields[] = { { 0, 2, F_FLAGS }, { 4, 4, F_NUMBER },
	{ 8, 2, F_SIZE }, { 10, 2, F_NAME }, { 0, 0, 0 } };

static const struct field extent_fields[] = { { 0, 4, F_POINTER }, { 4, 4, F_COUNT },
	{ 0, 4, F_POINTER }, { 0, 0, 0 } };

static const struct object_kind kinds[HFS_NKINDS] = {
	[HFS_SUPER] = { "volume header", super_fields, 0, true },
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
	[HFS_EXTENTS] = { "extents", extent_fields, 8, true },
};

/* Where a file of the volume header lies. */
static struct hfs_tree file_of(const uint8_t *super, uint32_t at)
{
	const uint64_t block = get_be(super + 40, 4);
	struct hfs_tree tree = { .wide = true };

	for (int i = 0; i < HFS_RUNS; i++) {
		tree.run[i].at = get_be(super + at + 16 + 8 * i, 4) * block;
		tree.run[i].len = get_be(super + at + 20 + 8 * i, 4) * block;
	}
	return tree;
}

static void scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	const uint8_t *super = data + SUPER_AT;
	struct hfs_tree file;

	map->n = 0;
	if (size < 4 * SUPER_AT || (get_be(super, 2) != 0x482b && get_be(super, 2) != 0x4858))
		return;
	map_add(map, size, (struct object){ .at = SUPER_AT, .len = SUPER, .kind = HFS_SUPER });
	map_add(map, size,
	    (struct object){ .at = size - SUPER_AT, .len = SUPER, .kind = HFS_SUPER });
	file = file_of(super, BITMAP);
	map_add(map, size,
	    (struct object){ .at = file.run[0].at,
		.len = (get_be(super + 44, 4) + 7) / 8,
		.kind = HFS_BITMAP });
	file = file_of(super, EXTENTS);
	hfs_scan_tree(map, data, size, &file);
	file = file_of(super, CATALOG);
	file.catalog = true;
	hfs_scan_tree(map, data, size, &file);
	map_sort(map);
}

const struct format hfsplus_format = {
	.name = "hfsplus",
	.kind = kinds,
	.scan = scan,
};
