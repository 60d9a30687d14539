/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * XFS: where the metadata of an image lies, and its checksums.
 *
 * Metadata describes itself: what has a magic number in the right place and, from
 * version 5 of the format on, a right checksum is some.
 */
#include <string.h>

#include "components/xfs/format_scan.h"
#include "components/xfs/format.h"
#include "fuzz/mutate/crc.h"

#define SECTOR 512
#define LOG_HEADER 328 /* what a checksum of the log covers of a header, */
#define LOG_EXTENSION 260 /* and of what continues it */
#define LOG_COVERS (32 << 10) /* data of a record, for one header */
#define LOG_CRC 32
#define DQUOT 136

enum unit { SECTORS, BLOCKS, DIR_BLOCKS, INODES, UNITS };

/* How each kind is known. */
static const struct sign {
	uint32_t magic;
	uint8_t kind, unit;
	uint8_t at, width;
	uint16_t crc; /* 0: none */
} signs[] = {
	{ 0x58414746, XFS_AGF, SECTORS, 0, 4, 216 },
	{ 0x58414749, XFS_AGI, SECTORS, 0, 4, 312 },
	{ 0x5841464c, XFS_AGFL, SECTORS, 0, 4, 32 },
	{ 0x41423342, XFS_SHORT, BLOCKS, 0, 4, 52 },
	{ 0x41423343, XFS_SHORT, BLOCKS, 0, 4, 52 },
	{ 0x49414233, XFS_SHORT, BLOCKS, 0, 4, 52 },
	{ 0x46494233, XFS_SHORT, BLOCKS, 0, 4, 52 },
	{ 0x524d4233, XFS_SHORT, BLOCKS, 0, 4, 52 },
	{ 0x52334643, XFS_SHORT, BLOCKS, 0, 4, 52 },
	{ 0x424d4133, XFS_LONG, BLOCKS, 0, 4, 64 },
	{ 0x58444233, XFS_DIR, DIR_BLOCKS, 0, 4, 4 },
	{ 0x58444433, XFS_DIR, DIR_BLOCKS, 0, 4, 4 },
	{ 0x58444633, XFS_FREE, DIR_BLOCKS, 0, 4, 4 },
	{ 0x3ebe, XFS_DA, DIR_BLOCKS, 8, 2, 12 },
	{ 0x3ebe, XFS_DA, BLOCKS, 8, 2, 12 },
	{ 0x3df1, XFS_DA, DIR_BLOCKS, 8, 2, 12 },
	{ 0x3dff, XFS_DA, DIR_BLOCKS, 8, 2, 12 },
	{ 0x3bee, XFS_ATTR, BLOCKS, 8, 2, 12 },
	{ 0x5841524d, XFS_REMOTE, BLOCKS, 0, 4, 12 },
	{ 0x58534c4d, XFS_REMOTE, BLOCKS, 0, 4, 12 },
	{ 0x494e, XFS_INODE, INODES, 0, 2, 100 },
	{ 0x41425442, XFS_PLAIN, BLOCKS, 0, 4, 0 },
	{ 0x41425443, XFS_PLAIN, BLOCKS, 0, 4, 0 },
	{ 0x49414254, XFS_PLAIN, BLOCKS, 0, 4, 0 },
	{ 0x424d4150, XFS_PLAIN, BLOCKS, 0, 4, 0 },
	{ 0x58443242, XFS_PLAIN, DIR_BLOCKS, 0, 4, 0 },
	{ 0x58443244, XFS_PLAIN, DIR_BLOCKS, 0, 4, 0 },
	{ 0x58443246, XFS_PLAIN, DIR_BLOCKS, 0, 4, 0 },
	{ 0xfebe, XFS_PLAIN, BLOCKS, 8, 2, 0 },
	{ 0xfbee, XFS_PLAIN, BLOCKS, 8, 2, 0 },
	{ 0xd2f1, XFS_PLAIN, DIR_BLOCKS, 8, 2, 0 },
	{ 0xd2ff, XFS_PLAIN, DIR_BLOCKS, 8, 2, 0 },
};

struct xfs_geometry {
	uint32_t unit[UNITS];
	uint64_t size;
	bool crcs;
};

static struct xfs_geometry geometry(const uint8_t *data, uint64_t size)
{
	struct xfs_geometry g = { .size = size };
	uint32_t block, sector, inode, dir;

	if (size < SECTOR || get_be(data, 4) != 0x58465342)
		return (struct xfs_geometry){ 0 };
	block = data[120];
	sector = data[121];
	inode = data[122];
	dir = data[192];
	if (block < 9 || block + dir > 16 || sector < 9 || sector > block || inode < 8 ||
	    inode > block)
		return (struct xfs_geometry){ 0 };
	g.unit[BLOCKS] = 1u << block;
	g.unit[SECTORS] = 1u << sector;
	g.unit[INODES] = 1u << inode;
	g.unit[DIR_BLOCKS] = 1u << (block + dir);
	g.crcs = (get_be(data + 100, 2) & 15) >= 5;
	return g;
}

/* The checksum of something whose own field is at `crc`. */
static uint32_t csum(const uint8_t *p, uint32_t len, uint32_t crc)
{
	return ~crc32c_zeroed(~0u, p, len, crc, 4);
}

static uint32_t crc_place(unsigned kind)
{
	if (kind == XFS_SUPER)
		return 224;
	if (kind == XFS_DQUOT)
		return 108;
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (signs[i].kind == kind)
			return signs[i].crc;
	return 0;
}

/* The length of a record of the log whose header is at `p`, of which `room`
 * bytes exist, and how much of that is headers; 0 where it does not fit. */
static uint64_t log_len(const uint8_t *p, uint64_t room, uint32_t *headers)
{
	uint64_t len = get_be(p + 12, 4), size = get_be(p + 320, 4);

	*headers = 1;
	if (get_be(p + 8, 4) & 2 && size > LOG_COVERS)
		*headers = (size + LOG_COVERS - 1) / LOG_COVERS;
	if (len > room || *headers > 8 || (uint64_t)*headers * SECTOR > room - len)
		return 0;
	return (uint64_t)*headers * SECTOR + len;
}

static uint32_t log_csum(const uint8_t *p, uint64_t len, uint32_t headers)
{
	uint32_t crc = crc32c_zeroed(~0u, p, LOG_HEADER, LOG_CRC, 4);

	for (uint32_t i = 1; i < headers; i++)
		crc = crc32c(crc, p + i * SECTOR, LOG_EXTENSION);
	return ~crc32c(crc, p + headers * SECTOR, len - headers * SECTOR);
}

/* A maker leaves the checksum of its one record at 0, and that may stay. */
static void scan_log(struct format_map *map, const uint8_t *data, const struct xfs_geometry *g)
{
	for (uint64_t at = 0; at + SECTOR <= g->size; at += SECTOR) {
		const uint8_t *p = data + at;
		uint32_t headers;
		uint64_t len;

		if (get_be(p, 4) != 0xfeedbabe)
			continue;
		len = log_len(p, g->size - at, &headers);
		if (len && get_le(p + LOG_CRC, 4) == log_csum(p, len, headers))
			map_add(map, g->size,
			    (struct object){ .at = at, .len = len, .kind = XFS_LOG });
		else if (get_le(p + LOG_CRC, 4) == 0)
			map_add(map, g->size,
			    (struct object){ .at = at, .len = SECTOR, .kind = XFS_PLAIN });
	}
}

static void scan_dquots(struct format_map *map, const uint8_t *data, const struct xfs_geometry *g,
    uint64_t at)
{
	for (uint32_t off = 0; off + DQUOT <= g->unit[BLOCKS]; off += DQUOT) {
		const uint8_t *p = data + at + off;

		if (get_be(p, 2) == 0x4451 && get_le(p + 108, 4) == csum(p, DQUOT, 108))
			map_add(map, g->size,
			    (struct object){ .at = at + off, .len = DQUOT, .kind = XFS_DQUOT });
	}
}

static void scan_sign(struct format_map *map, const uint8_t *data, const struct xfs_geometry *g,
    const struct sign *s)
{
	uint32_t unit = g->unit[s->unit];
	/* Directory blocks begin at any block, the rest at multiples of its size. */
	uint32_t step = s->unit == DIR_BLOCKS ? g->unit[BLOCKS] : unit;

	for (uint64_t at = 0; at + unit <= g->size; at += step) {
		const uint8_t *p = data + at;

		if (get_be(p + s->at, s->width) != s->magic)
			continue;
		if (g->crcs && s->crc && get_le(p + s->crc, 4) != csum(p, unit, s->crc))
			continue;
		map_add(map, g->size, (struct object){ .at = at, .len = unit, .kind = s->kind });
	}
}

void xfs_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	struct xfs_geometry g = geometry(data, size);

	_Static_assert(sizeof(g) <= sizeof(map->geometry), "the geometry fits the map");
	memcpy(map->geometry, &g, sizeof(g));
	map->n = 0;
	if (!g.size)
		return;
	map_add(map, size, (struct object){ .len = g.unit[SECTORS], .kind = XFS_SUPER });
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		/* The same node is a directory's or attributes' where sizes agree. */
		if (!(i && signs[i].magic == signs[i - 1].magic &&
			g.unit[BLOCKS] == g.unit[DIR_BLOCKS]))
			scan_sign(map, data, &g, &signs[i]);
	for (uint64_t at = 0; at + g.unit[BLOCKS] <= size; at += g.unit[BLOCKS])
		if (get_be(data + at, 2) == 0x4451)
			scan_dquots(map, data, &g, at);
	scan_log(map, data, &g);
	map_sort(map);
}

static void repair_log(const struct object *o, struct target_image *image)
{
	const uint8_t *p = image->data + o->at;
	uint32_t headers;
	uint64_t len = log_len(p, image->size - o->at, &headers);

	if (len >= SECTOR)
		image_put_le(image, o->at + LOG_CRC, 4, log_csum(p, len, headers));
}

void xfs_repair(const struct format_map *map, struct target_image *image, const struct span *span,
    size_t n)
{
	struct xfs_geometry g;
	struct touched t;

	memcpy(&g, map->geometry, sizeof(g));
	if (!g.crcs)
		return;
	map_touched(map, span, n, &t);
	for (size_t i = 0; i < t.n; i++) {
		const struct object *o = &map->object[t.object[i]];
		uint32_t crc = crc_place(o->kind);

		if (o->kind == XFS_LOG)
			repair_log(o, image);
		else if (crc)
			image_put_le(image, o->at + crc, 4,
			    csum(image->data + o->at, o->len, crc));
	}
}
