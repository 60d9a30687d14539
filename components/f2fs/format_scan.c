/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * F2FS: where the metadata of an image lies, and its checksums.
 *
 * Nodes are found by their footers, which say of which inode they are part: the
 * table that leads to them is spread over copies and journals.
 */
#include <string.h>
#include <sys/stat.h>

#include "components/f2fs/format.h"
#include "fuzz/mutate/crc.h"

#define BLOCK 4096
#define SB 1024
#define SB_LEN 3072
#define SB_CRC 3068
#define MAGIC 0xf2f52010
#define HAS_EXTRA 0x8u
#define HAS_INODE_CSUM 0x20u
#define HAS_SB_CSUM 0x800u

#define CP_CRC_PLACE 164 /* the field that says where the checksum is */
#define CP_CRC_MIN 192
#define CP_CRC_MAX (BLOCK - 4)

#define I_INLINE 3
#define I_GENERATION 68
#define I_EXTRA 360
#define I_CSUM 368
#define INLINE_DATA 0x02u
#define INLINE_DENTRY 0x04u
#define EXTRA_ATTR 0x20u
#define FOOTER 4072
#define POINTERS 873 /* most that an inode has room for, less extra fields */
#define PER_SEGMENT 512

struct f2fs_geometry {
	uint64_t blocks;
	uint32_t cp, sit, nat, ssa, main;
	uint32_t feature;
	uint32_t nodes; /* numbers of nodes are less */
};

static struct f2fs_geometry geometry(const uint8_t *data, uint64_t size)
{
	struct f2fs_geometry g = { 0 };
	const uint8_t *sb = data + SB;

	if (size < 2 * BLOCK || get_le(sb, 4) != MAGIC || get_le(sb + 16, 4) != 12)
		return g;
	g.cp = get_le(sb + 76, 4);
	g.sit = get_le(sb + 80, 4);
	g.nat = get_le(sb + 84, 4);
	g.ssa = get_le(sb + 88, 4);
	g.main = get_le(sb + 92, 4);
	g.feature = get_le(sb + 2180, 4);
	if (!g.cp || g.cp >= g.sit || g.sit >= g.nat || g.nat >= g.ssa || g.ssa >= g.main ||
	    g.main >= size / BLOCK)
		return g;
	g.nodes = (g.ssa - g.nat) / 2 * (BLOCK / 9);
	g.blocks = size / BLOCK;
	return g;
}

static uint32_t cp_csum(const uint8_t *p, uint32_t at)
{
	uint32_t crc = crc32(MAGIC, p, at);

	return at < CP_CRC_MAX ? crc32(crc, p + at + 4, BLOCK - at - 4) : crc;
}

static uint32_t cp_crc_place(const uint8_t *p)
{
	uint32_t at = get_le(p + CP_CRC_PLACE, 4);

	return at >= CP_CRC_MIN && at <= CP_CRC_MAX ? at : 0;
}

static void add(struct format_map *map, const struct f2fs_geometry *g, uint64_t block,
    enum f2fs_kind kind)
{
	map_add(map, g->blocks * BLOCK,
	    (struct object){ .at = block * BLOCK, .len = BLOCK, .kind = kind });
}

static bool empty(const uint8_t *p)
{
	return p[0] == 0 && memcmp(p, p + 1, BLOCK - 1) == 0;
}

/* The pack in use, the newer one, lies in one of two segments. */
static void scan_checkpoint(struct format_map *map, const uint8_t *data,
    const struct f2fs_geometry *g)
{
	uint64_t newest = 0, pack = 0, len;

	for (uint64_t at = g->cp; at <= g->cp + PER_SEGMENT && at < g->blocks; at += PER_SEGMENT) {
		const uint8_t *p = data + at * BLOCK;
		uint32_t crc = cp_crc_place(p);

		if (crc && get_le(p + crc, 4) == cp_csum(p, crc) && get_le(p, 8) > newest) {
			newest = get_le(p, 8);
			pack = at;
		}
	}
	if (!pack)
		return;
	len = get_le(data + pack * BLOCK + 136, 4);
	if (len < 2 || len > PER_SEGMENT)
		return;
	add(map, g, pack, F2FS_CHECKPOINT);
	for (uint64_t i = 1; i < len - 1; i++)
		add(map, g, pack + i, F2FS_PACK);
	add(map, g, pack + len - 1, F2FS_CHECKPOINT);
}

static void scan_table(struct format_map *map, const uint8_t *data, const struct f2fs_geometry *g,
    uint32_t from, uint32_t to, enum f2fs_kind kind)
{
	for (uint32_t at = from; at < to; at++)
		if (!empty(data + (uint64_t)at * BLOCK))
			add(map, g, at, kind);
}

/* Blocks of a directory that its inode leads to without other nodes. */
static void scan_dir(struct format_map *map, const uint8_t *p, const struct f2fs_geometry *g)
{
	uint32_t at = I_EXTRA;

	if (p[I_INLINE] & INLINE_DENTRY)
		return;
	if (p[I_INLINE] & EXTRA_ATTR)
		at += get_le(p + I_EXTRA, 2);
	for (; at + 4 <= I_EXTRA + 4 * POINTERS; at += 4) {
		uint32_t block = get_le(p + at, 4);

		if (block >= g->main && block < g->blocks)
			add(map, g, block, F2FS_DIR);
	}
}

static void scan_nodes(struct format_map *map, const uint8_t *data, const struct f2fs_geometry *g)
{
	for (uint64_t at = g->main; at < g->blocks; at++) {
		const uint8_t *p = data + at * BLOCK;
		uint32_t nid = get_le(p + FOOTER, 4), ino = get_le(p + FOOTER + 4, 4);
		uint32_t next = get_le(p + FOOTER + 20, 4), mode = get_le(p, 2);

		if (nid < 3 || nid >= g->nodes || ino < 3 || ino >= g->nodes ||
		    next >= g->blocks || !get_le(p + FOOTER + 12, 8))
			continue;
		add(map, g, at, nid == ino ? F2FS_INODE : F2FS_NODE);
		if (nid == ino && S_ISDIR(mode))
			scan_dir(map, p, g);
	}
}

void f2fs_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	struct f2fs_geometry g = geometry(data, size);

	_Static_assert(sizeof(g) <= sizeof(map->geometry), "the geometry fits the map");
	memcpy(map->geometry, &g, sizeof(g));
	map->n = 0;
	if (!g.blocks)
		return;
	map_add(map, size, (struct object){ .at = SB, .len = SB_LEN, .kind = F2FS_SUPER });
	scan_checkpoint(map, data, &g);
	scan_nodes(map, data, &g);
	scan_table(map, data, &g, g.nat, g.ssa, F2FS_NAT);
	scan_table(map, data, &g, g.sit, g.nat, F2FS_SIT);
	scan_table(map, data, &g, g.ssa, g.main, F2FS_SSA);
	map_sort(map);
}

static void repair_inode(const struct f2fs_geometry *g, struct target_image *image, uint64_t at)
{
	const uint8_t *p = image->data + at;
	uint32_t crc;

	if (!(g->feature & HAS_INODE_CSUM) || !(p[I_INLINE] & EXTRA_ATTR) ||
	    get_le(p + I_EXTRA, 2) < I_CSUM + 4 - I_EXTRA)
		return;
	crc = crc32(~0u, image->data + SB + 108, 16); /* the UUID */
	crc = crc32(crc, p + FOOTER + 4, 4);          /* whose inode it is */
	crc = crc32(crc, p + I_GENERATION, 4);
	image_put_le(image, at + I_CSUM, 4, crc32_zeroed(crc, p, BLOCK, I_CSUM, 4));
}

void f2fs_repair(const struct format_map *map, struct target_image *image, const struct span *span,
    size_t n)
{
	struct f2fs_geometry g;
	struct touched t;

	memcpy(&g, map->geometry, sizeof(g));
	map_touched(map, span, n, &t);
	for (size_t i = 0; i < t.n; i++) {
		const struct object *o = &map->object[t.object[i]];
		const uint8_t *p = image->data + o->at;
		uint32_t place;

		if (o->kind == F2FS_SUPER && g.feature & HAS_SB_CSUM) {
			image_put_le(image, SB + SB_CRC, 4, crc32(MAGIC, p, SB_CRC));
		} else if (o->kind == F2FS_CHECKPOINT) {
			place = cp_crc_place(p);
			if (place)
				image_put_le(image, o->at + place, 4, cp_csum(p, place));
		} else if (o->kind == F2FS_INODE) {
			repair_inode(&g, image, o->at);
		}
	}
}
