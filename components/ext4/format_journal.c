/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * ext4: makes checksums of the journal right again, as Documentation/filesystems/
 * ext4/journal.rst of Linux describes them.
 *
 * Blocks of the log have one each.  Those that hold metadata have it in the tag by
 * which a descriptor names them, which must be right before the descriptor's own.
 */
#include <string.h>

#include "components/ext4/format.h"
#include "fuzz/mutate/crc.h"

#define MAGIC 0xc03b3998
#define DESCRIPTOR 1
#define COMMIT 2
#define REVOKE 5

#define HEADER 12
#define SB_LEN 1024
#define SB_FEATURES 0x28
#define SB_UUID_AT 0x30
#define SB_SUM 0xfc
#define CSUM_V2 0x8u
#define CSUM_V3 0x10u
#define COMMIT_SUM 16
#define TAG 16 /* of version 3 */
#define TAG_FLAGS 4
#define TAG_SUM 12
#define SAME_UUID 2u
#define LAST 8u

struct journal {
	struct target_image *image;
	uint64_t place[EXT4_JOURNAL_BLOCKS]; /* of blocks of the log; 0: not known */
	bool dirty[EXT4_JOURNAL_BLOCKS];
	uint32_t block; /* size */
	uint32_t seed, features;
};

static const uint8_t *content(const struct journal *j, uint32_t i)
{
	return j->image->data + j->place[i];
}

/* The blocks of the log there are; false if none was touched. */
static bool collect(struct journal *j, const struct format_map *map, const struct span *span,
    size_t n)
{
	bool found = false;

	for (size_t i = 0; i < map->n; i++) {
		const struct object *o = &map->object[i];

		if (o->kind != EXT4_JOURNAL || o->owner >= EXT4_JOURNAL_BLOCKS)
			continue;
		j->place[o->owner] = o->at;
		j->dirty[o->owner] = spans_touch(span, n, o->at, o->len);
		found |= j->dirty[o->owner];
	}
	return found && j->place[0];
}

/* The block that the tag at `tag` of descriptor `i` names is `data`. */
static void repair_tag(struct journal *j, uint32_t i, uint32_t tag, uint32_t data)
{
	uint32_t crc;

	if (!j->dirty[i] && !j->dirty[data])
		return;
	crc = crc32c(j->seed, content(j, i) + 8, 4); /* the sequence number */
	crc = crc32c(crc, content(j, data), j->block);
	if (image_put_be(j->image, j->place[i] + tag + TAG_SUM, 4, crc))
		j->dirty[i] = true;
}

static void repair_tags(struct journal *j, uint32_t i)
{
	uint32_t at = HEADER, data = i + 1, flags = 0;

	for (; !(flags & LAST) && at + TAG + 4 <= j->block; data++) {
		if (data >= EXT4_JOURNAL_BLOCKS || !j->place[data])
			return;
		repair_tag(j, i, at, data);
		flags = get_be(content(j, i) + at + TAG_FLAGS, 4);
		at += flags & SAME_UUID ? TAG : TAG + 16;
	}
}

static void repair_block(struct journal *j, uint32_t i)
{
	const uint8_t *b = content(j, i);
	uint32_t type = get_be(b + 4, 4), sum = j->block - 4;

	if (get_be(b, 4) != MAGIC)
		return;
	if (type == DESCRIPTOR && j->features & CSUM_V3)
		repair_tags(j, i);
	if (type == COMMIT)
		sum = COMMIT_SUM;
	else if (type != DESCRIPTOR && type != REVOKE)
		return;
	if (j->dirty[i])
		image_put_be(j->image, j->place[i] + sum, 4,
		    crc32c_zeroed(j->seed, b, j->block, sum, 4));
}

void ext4_repair_journal(const struct format_map *map, uint32_t block, struct target_image *image,
    const struct span *span, size_t n)
{
	struct journal j = { .image = image, .block = block };
	const uint8_t *sb;

	if (!collect(&j, map, span, n))
		return;
	sb = content(&j, 0);
	j.features = get_be(sb + SB_FEATURES, 4);
	if (!(j.features & (CSUM_V2 | CSUM_V3)))
		return;
	j.seed = crc32c(~0u, sb + SB_UUID_AT, 16);
	if (spans_touch(span, n, j.place[0] + SB_UUID_AT, 16))
		memset(j.dirty, 1, sizeof(j.dirty));
	for (uint32_t i = 1; i < EXT4_JOURNAL_BLOCKS; i++)
		if (j.place[i])
			repair_block(&j, i);
	if (j.dirty[0])
		image_put_be(image, j.place[0] + SB_SUM, 4,
		    crc32c_zeroed(~0u, sb, SB_LEN, SB_SUM, 4));
}
