/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* GFS2: where the metadata of an image lies, and the checksums of resource groups
 * and log headers; nothing else has one. */
#include "components/gfs2/format.h"
#include "fuzz/mutate/crc.h"

#define SB 65536
#define MAGIC 0x01161970
#define GROUP_LEN 128 /* what the checksum of a group covers, */
#define GROUP_CRC 64
#define LOG_HASH 44 /* and the two of a log header: of what is before, */
#define LOG_CRC 48  /* and of what is behind */
#define LIKE 64     /* most of one kind: log headers fill the log, quota changes a file */

static int block_kind(uint32_t type)
{
	static const int8_t kinds[] = { -1, GFS2_SUPER, GFS2_GROUP, GFS2_BITMAP, GFS2_INODE,
		GFS2_INDIRECT, GFS2_LEAF, GFS2_DATA, GFS2_LOG, GFS2_LIST, GFS2_ATTR, GFS2_ATTR,
		GFS2_LIST, -1, GFS2_QUOTA };

	return type < sizeof(kinds) ? kinds[type] : -1;
}

void gfs2_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	uint32_t block, n[GFS2_NKINDS] = { 0 };

	map->n = 0;
	if (size < SB + 4096 || get_be(data + SB, 4) != MAGIC)
		return;
	block = get_be(data + SB + 36, 4);
	if (block < 512 || block > 65536 || block & (block - 1))
		return;
	for (uint64_t at = SB; at + block <= size; at += block) {
		int kind = block_kind(get_be(data + at + 4, 4));

		if (get_be(data + at, 4) != MAGIC || kind < 0)
			continue;
		if ((kind == GFS2_LOG || kind == GFS2_QUOTA) && n[kind]++ >= LIKE)
			continue;
		map_add(map, size, (struct object){ .at = at, .len = block, .kind = kind });
	}
	map_sort(map);
}

static void repair_group(const struct object *o, struct target_image *image)
{
	const uint8_t *p = image->data + o->at;

	image_put_be(image, o->at + GROUP_CRC, 4, ~crc32_zeroed(~0u, p, GROUP_LEN, GROUP_CRC, 4));
}

static void repair_log(const struct object *o, struct target_image *image)
{
	const uint8_t *p = image->data + o->at;

	image_put_be(image, o->at + LOG_HASH, 4, ~crc32_zeroed(~0u, p, LOG_CRC, LOG_HASH, 4));
	image_put_be(image, o->at + LOG_CRC, 4,
	    crc32c(~0u, p + LOG_CRC + 4, o->len - LOG_CRC - 4));
}

void gfs2_repair(const struct format_map *map, struct target_image *image, const struct span *span,
    size_t n)
{
	struct touched t;

	map_touched(map, span, n, &t);
	for (size_t i = 0; i < t.n; i++) {
		const struct object *o = &map->object[t.object[i]];

		if (o->kind == GFS2_GROUP)
			repair_group(o, image);
		else if (o->kind == GFS2_LOG)
			repair_log(o, image);
	}
}
