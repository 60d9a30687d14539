/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * UDF: where the metadata of an image lies, and its checksums.
 *
 * All descriptors begin with a tag, which has a sum of its own bytes and a CRC of
 * as many bytes behind it as it says.  They are found by tags that are right:
 * entries of directories at multiples of 4, all others at those of the block.
 */
#include <string.h>

#include "components/udf/format.h"
#include "fuzz/mutate/crc.h"

#define TAG 16
#define TAG_SUM 4
#define TAG_CRC 8
#define TAG_CRC_LEN 10
#define NAME_TAG 257
#define NAME_LEN 38 /* of an entry without its name */
#define ANCHOR 256  /* the block it is in */
#define RECOGNITION 32768
#define SECTOR 2048

static uint8_t tag_sum(const uint8_t *p)
{
	uint8_t sum = 0;

	for (int i = 0; i < TAG; i++)
		if (i != TAG_SUM)
			sum += p[i];
	return sum;
}

/* True if `len` bytes begin with a tag that is right. */
static bool is_tagged(const uint8_t *p, uint64_t len)
{
	uint32_t crc_len = get_le(p + TAG_CRC_LEN, 2), version = get_le(p + 2, 2);

	return (version == 2 || version == 3) && p[TAG_SUM] == tag_sum(p) &&
	       TAG + crc_len <= len &&
	       get_le(p + TAG_CRC, 2) == crc16_itu(0, p + TAG, crc_len);
}

static uint32_t block_size(const uint8_t *data, uint64_t size)
{
	for (uint32_t block = 512; block <= 4096; block *= 2)
		if ((ANCHOR + 1ull) * block <= size &&
		    get_le(data + (uint64_t)ANCHOR * block, 2) == 2 &&
		    get_le(data + (uint64_t)ANCHOR * block + 12, 4) == ANCHOR &&
		    is_tagged(data + (uint64_t)ANCHOR * block, block))
			return block;
	return 0;
}

static enum udf_kind tag_kind(uint32_t id)
{
	switch (id) {
	case 1:
		return UDF_PRIMARY;
	case 2:
		return UDF_ANCHOR;
	case 5:
		return UDF_PARTITION;
	case 6:
		return UDF_LOGICAL;
	case 7:
		return UDF_UNALLOCATED;
	case 9:
		return UDF_INTEGRITY;
	case 256:
		return UDF_FILE_SET;
	case 261:
		return UDF_FILE;
	case 264:
		return UDF_BITMAP;
	case 266:
		return UDF_EXTENDED_FILE;
	default:
		return UDF_OTHER;
	}
}

static void scan_names(struct format_map *map, const uint8_t *data, uint64_t size)
{
	for (uint64_t at = 0; at + NAME_LEN <= size; at += 4) {
		const uint8_t *p = data + at;
		uint64_t len = NAME_LEN + p[19] + get_le(p + 36, 2);

		len = (len + 3) / 4 * 4;
		if (get_le(p, 2) == NAME_TAG && len <= size - at && is_tagged(p, len))
			map_add(map, size,
			    (struct object){ .at = at, .len = len, .kind = UDF_NAME });
	}
}

void udf_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	uint32_t block = block_size(data, size), id;

	map->n = 0;
	if (!block)
		return;
	for (uint64_t at = RECOGNITION; at + SECTOR <= size && at < RECOGNITION + 8 * SECTOR;
	     at += SECTOR)
		if (data[at + 1])
			map_add(map, size,
			    (struct object){ .at = at, .len = 8, .kind = UDF_RECOGNITION });
	for (uint64_t at = 0; at + block <= size; at += block) {
		id = get_le(data + at, 2);
		if (((id >= 1 && id <= 9) || (id >= 256 && id <= 266 && id != NAME_TAG)) &&
		    is_tagged(data + at, block))
			map_add(map, size,
			    (struct object){ .at = at, .len = block, .kind = tag_kind(id) });
	}
	scan_names(map, data, size);
	map_sort(map);
}

static void repair_tag(const struct object *o, struct target_image *image)
{
	const uint8_t *p = image->data + o->at;
	uint32_t len = get_le(p + TAG_CRC_LEN, 2);
	uint8_t sum;

	if (len && TAG + len <= o->len)
		image_put_le(image, o->at + TAG_CRC, 2, crc16_itu(0, p + TAG, len));
	sum = tag_sum(p);
	image_put(image, o->at + TAG_SUM, &sum, 1);
}

/* Entries of directories may lie inside file entries: they come first. */
void udf_repair(const struct format_map *map, struct target_image *image, const struct span *span,
    size_t n)
{
	struct touched t;

	map_touched(map, span, n, &t);
	for (int inner = 1; inner >= 0; inner--)
		for (size_t i = 0; i < t.n; i++) {
			const struct object *o = &map->object[t.object[i]];

			if (o->kind != UDF_RECOGNITION && (o->kind == UDF_NAME) == inner)
				repair_tag(o, image);
		}
}
