/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * NILFS2: where the metadata of an image lies, and its checksums.
 *
 * All but the superblocks is in logs.  A log begins with a summary that lists its
 * blocks by file; one checksum is of the summary, one of the super root in its
 * last block, and one of the whole log.
 */
#include <string.h>

#include "components/nilfs2/format.h"
#include "fuzz/mutate/crc.h"

#define SB 1024
#define SB_SEED 12
#define SB_SUM 16
#define SB_BYTES_MIN 280

#define LOG_MAGIC 0x1eaffa11
#define LOG_HEADER 64
#define LOG_MAX 8192 /* blocks */
#define LOG_HAS_ROOT 4u /* flag */

struct nilfs2_geometry {
	uint64_t size;
	uint32_t block;
	uint32_t seed;
};

static uint32_t super_csum(const uint8_t *sb, uint32_t len)
{
	return crc32_zeroed(get_le(sb + SB_SEED, 4), sb, len, SB_SUM, 4);
}

/* How much of a superblock its checksum covers; 0: nothing that makes sense. */
static uint32_t super_len(const uint8_t *sb)
{
	uint32_t len = get_le(sb + 8, 2);

	return len > SB_SUM + 4 && len <= 1024 ? len : 0;
}

/* The length of the log at `at`, 0 where there is none whole. */
static uint64_t log_len(const struct nilfs2_geometry *g, const uint8_t *data, uint64_t at)
{
	const uint8_t *p = data + at;
	uint64_t blocks = get_le(p + 40, 4), sum = get_le(p + 48, 4);

	if (get_le(p + 8, 4) != LOG_MAGIC || blocks < 1 || blocks > LOG_MAX ||
	    sum < LOG_HEADER || sum > blocks * g->block || blocks * g->block > g->size - at)
		return 0;
	return blocks * g->block;
}

static uint32_t summary_csum(const struct nilfs2_geometry *g, const uint8_t *p)
{
	return crc32(g->seed, p + 8, get_le(p + 48, 4) - 8);
}

static enum nilfs2_kind file_kind(uint64_t ino)
{
	switch (ino) {
	case 2:
		return NILFS2_DIR;
	case 3:
		return NILFS2_DAT;
	case 4:
		return NILFS2_CHECKPOINTS;
	case 5:
		return NILFS2_SEGMENTS;
	case 6:
		return NILFS2_INODES;
	default:
		return NILFS2_LOG; /* content of a file: nothing of its own */
	}
}

/* Where in a summary something of `len` bytes is: not across two blocks. */
static uint64_t next_info(const struct nilfs2_geometry *g, uint64_t *pos, uint32_t len)
{
	uint64_t here;

	if (*pos % g->block + len > g->block)
		*pos += g->block - *pos % g->block;
	here = *pos;
	*pos += len;
	return here;
}

/* The blocks of one file in a log, by the summary at `p`. */
static bool scan_file(struct format_map *map, const struct nilfs2_geometry *g, const uint8_t *p,
    uint64_t *pos, uint64_t *at, uint64_t end)
{
	uint64_t info = next_info(g, pos, 24);
	uint64_t sum = get_le(p + 48, 4), ino;
	uint32_t n, data;

	if (info + 24 > sum)
		return false;
	ino = get_le(p + info, 8);
	n = get_le(p + info + 16, 4);
	data = get_le(p + info + 20, 4);
	for (uint32_t i = 0; i < n && *at < end; i++, *at += g->block) {
		enum nilfs2_kind kind = i < data ? file_kind(ino) : NILFS2_NODE;

		next_info(g, pos, (ino == 3) == (i < data) ? 8 : 16);
		if (kind != NILFS2_LOG)
			map_add(map, g->size,
			    (struct object){ .at = *at, .len = g->block, .kind = kind });
	}
	return *pos <= sum;
}

static void scan_log(struct format_map *map, const struct nilfs2_geometry *g, const uint8_t *data,
    uint64_t at, uint64_t len)
{
	const uint8_t *p = data + at;
	uint64_t sum = get_le(p + 48, 4), pos = get_le(p + 12, 2);
	uint64_t block = at + (sum + g->block - 1) / g->block * g->block;
	uint64_t root = at + len - g->block;
	uint32_t files = get_le(p + 44, 4), bytes;

	map_add(map, g->size, (struct object){ .at = at, .len = len, .kind = NILFS2_LOG });
	map_add(map, g->size, (struct object){ .at = at, .len = sum, .kind = NILFS2_SUMMARY });
	for (uint32_t i = 0; i < files; i++)
		if (!scan_file(map, g, p, &pos, &block, at + len))
			break;
	bytes = get_le(data + root + 4, 2);
	if (get_le(p + 14, 2) & LOG_HAS_ROOT && bytes > 4 && bytes <= g->block &&
	    get_le(data + root, 4) == crc32(g->seed, data + root + 4, bytes - 4))
		map_add(map, g->size,
		    (struct object){ .at = root, .len = bytes, .kind = NILFS2_ROOT });
}

void nilfs2_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	struct nilfs2_geometry g = { .size = size };
	const uint8_t *sb = data + SB;
	uint64_t len, second;

	map->n = 0;
	if (size < 16384 || get_le(sb + 6, 2) != 0x3434 || get_le(sb + 20, 4) > 6 ||
	    super_len(sb) < SB_BYTES_MIN)
		return;
	g.block = 1024u << get_le(sb + 20, 4);
	g.seed = get_le(sb + SB_SEED, 4);
	memcpy(map->geometry, &g, sizeof(g));
	map_add(map, size, (struct object){ .at = SB, .len = 1024, .kind = NILFS2_SUPER });
	second = (get_le(sb + 32, 8) / 4096 - 1) * 4096;
	if (second > SB && second <= size - 1024 && get_le(data + second + 6, 2) == 0x3434)
		map_add(map, size,
		    (struct object){ .at = second, .len = 1024, .kind = NILFS2_SUPER });
	for (uint64_t at = 0; at + g.block <= size; at += len ? len : g.block) {
		len = log_len(&g, data, at);
		if (len && get_le(data + at + 4, 4) == summary_csum(&g, data + at))
			scan_log(map, &g, data, at, len);
		else
			len = 0;
	}
	map_sort(map);
}

static void repair_super(const struct object *o, struct target_image *image)
{
	uint32_t len = super_len(image->data + o->at);

	if (len)
		image_put_le(image, o->at + SB_SUM, 4, super_csum(image->data + o->at, len));
}

static void repair_root(const struct nilfs2_geometry *g, const struct object *o,
    struct target_image *image)
{
	const uint8_t *p = image->data + o->at;
	uint32_t bytes = get_le(p + 4, 2);

	if (bytes > 4 && bytes <= g->block)
		image_put_le(image, o->at, 4, crc32(g->seed, p + 4, bytes - 4));
}

static void repair_log(const struct nilfs2_geometry *g, const struct object *o,
    struct target_image *image)
{
	const uint8_t *p = image->data + o->at;
	uint64_t len = log_len(g, image->data, o->at);

	if (!len)
		return;
	image_put_le(image, o->at + 4, 4, summary_csum(g, p));
	image_put_le(image, o->at, 4, crc32(g->seed, p + 4, len - 4));
}

/* What is inside comes first: the whole log's checksum covers the others.  The
 * seed of superblocks is their own, that of logs is the base image's. */
void nilfs2_repair(const struct format_map *map, struct target_image *image,
    const struct span *span, size_t n)
{
	struct nilfs2_geometry g;
	struct touched t;

	memcpy(&g, map->geometry, sizeof(g));
	map_touched(map, span, n, &t);
	for (size_t i = 0; i < t.n; i++) {
		const struct object *o = &map->object[t.object[i]];

		if (o->kind == NILFS2_SUPER)
			repair_super(o, image);
		else if (o->kind == NILFS2_ROOT)
			repair_root(&g, o, image);
	}
	for (size_t i = 0; i < t.n; i++)
		if (map->object[t.object[i]].kind == NILFS2_LOG)
			repair_log(&g, &map->object[t.object[i]], image);
}
