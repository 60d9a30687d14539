/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* OCFS2: where the metadata of an image lies, and the checksums of its blocks, which
 * are there where the feature metaecc is.  Beside each lies a Hamming code, which a
 * driver only looks at where the checksum is wrong. */
#include <string.h>

#include "components/ocfs2/format.h"
#include "fuzz/mutate/crc.h"

#define SUPER_BLOCK 2
#define INCOMPAT 224  /* in the block of the superblock */
#define BLOCK_BITS 248
#define METAECC 0x0800
#define CHECK_LEN 8    /* a checksum, the Hamming code, two bytes of nothing */
#define TRAILER_LEN 64 /* of a directory block, with its signature at 16 */

enum geometry { CHECKED };

/* Where a kind has its checksum; that of a directory block, from the trailer on. */
static const uint16_t check_at[OCFS2_NKINDS] = {
	[OCFS2_SUPER] = 128,
	[OCFS2_INODE] = 128,
	[OCFS2_EXTENTS] = 8,
	[OCFS2_GROUP] = 48,
	[OCFS2_XATTRS] = 24,
	[OCFS2_DX_ROOT] = 8,
	[OCFS2_DX_LEAF] = 8,
	[OCFS2_REFCOUNTS] = 32,
	[OCFS2_DIRECTORY] = 56,
};

static int block_kind(const uint8_t *p, uint32_t block)
{
	static const char signatures[OCFS2_NKINDS][8] = { "OCFSV2", "INODE01", "EXBLK01",
		"GROUP01", "XATTR01", "DXDIR01", "DXLEAF1", "REFCNT1", "DIRTRL1" };

	for (int kind = 0; kind < OCFS2_DIRECTORY; kind++)
		if (!memcmp(p, signatures[kind], 8))
			return kind;
	return memcmp(p + block - TRAILER_LEN + 16, signatures[OCFS2_DIRECTORY], 8)
	           ? -1
	           : OCFS2_DIRECTORY;
}

/* The size of blocks is that at which the superblock is the third of them. */
static uint32_t block_size(const uint8_t *data, uint64_t size)
{
	for (uint32_t bits = 9; bits <= 12; bits++) {
		const uint64_t at = (uint64_t)SUPER_BLOCK << bits;

		if (at + 512 <= size && !memcmp(data + at, "OCFSV2", 7) &&
		    get_le(data + at + BLOCK_BITS, 4) == bits)
			return 1u << bits;
	}
	return 0;
}

void ocfs2_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	const uint32_t block = block_size(data, size);

	map->n = 0;
	if (!block)
		return;
	map->geometry[CHECKED] = get_le(data + SUPER_BLOCK * block + INCOMPAT, 4) & METAECC;
	for (uint64_t at = SUPER_BLOCK * block; at + block <= size; at += block) {
		const int kind = block_kind(data + at, block);

		if (kind >= 0)
			map_add(map, size,
			    (struct object){ .at = at, .len = block, .kind = kind });
	}
	map_sort(map);
}

void ocfs2_repair(const struct format_map *map, struct target_image *image, const struct span *span,
    size_t n)
{
	struct touched t;

	if (!map->geometry[CHECKED])
		return;
	map_touched(map, span, n, &t);
	for (size_t i = 0; i < t.n; i++) {
		const struct object *o = &map->object[t.object[i]];
		const uint64_t at = check_at[o->kind] +
		    (o->kind == OCFS2_DIRECTORY ? o->len - TRAILER_LEN : 0);

		image_put_le(image, o->at + at, 4,
		    crc32_zeroed(~0u, image->data + o->at, o->len, at, CHECK_LEN));
	}
}
