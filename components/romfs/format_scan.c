/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* romfs: where the metadata of an image lies, and its checksums. */
#include <string.h>

#include "components/romfs/format.h"

#define UNIT 16     /* what everything is aligned to */
#define HEADER 16   /* of a file and of the volume, without the name */
#define CHECKSUM 12 /* in both */
#define CHECKED 512 /* so much at the beginning of the image */
#define DIRECTORY 1
#define DIRS 256 /* directories that are looked at */

struct scan {
	struct format_map *map;
	const uint8_t *data;
	uint64_t size;
	size_t ndir;
	uint64_t dir[DIRS]; /* where the first files of them are */
};

/* The length of a header with its name; 0 where that does not end in the image. */
static uint64_t header_len(const struct scan *s, uint64_t at)
{
	const uint8_t *end;

	if (at + HEADER >= s->size)
		return 0;
	end = memchr(s->data + at + HEADER, 0, s->size - at - HEADER);
	return end ? (end - (s->data + at) + UNIT) / UNIT * UNIT : 0;
}

static void add(struct scan *s, enum romfs_kind kind, uint64_t at, uint64_t len)
{
	map_add(s->map, s->size, (struct object){ .at = at, .len = len, .kind = kind });
}

/* The files of a directory.  The maker writes them in the order of their places. */
static void scan_files(struct scan *s, uint64_t at)
{
	uint64_t len, next, spec;

	for (; (len = header_len(s, at)); at = next) {
		next = get_be(s->data + at, 4) & ~(uint64_t)(UNIT - 1);
		spec = get_be(s->data + at + 4, 4) & ~(uint64_t)(UNIT - 1);
		add(s, ROMFS_FILE, at, len);
		if ((s->data[at + 3] & 7) == DIRECTORY && spec > at && s->ndir < DIRS)
			s->dir[s->ndir++] = spec;
		if (next <= at)
			return;
	}
}

void romfs_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	struct scan s = { .map = map, .data = data, .size = size };
	uint64_t len;

	map->n = 0;
	if (size < CHECKED || memcmp(data, "-rom1fs-", 8) != 0 || !(len = header_len(&s, 0)))
		return;
	add(&s, ROMFS_SUPER, 0, len);
	s.dir[s.ndir++] = len;
	for (size_t i = 0; i < s.ndir; i++)
		scan_files(&s, s.dir[i]);
	map_sort(map);
}

/* All words together, with the one at CHECKSUM, are to be 0. */
static void repair_sum(struct target_image *image, uint64_t at, uint64_t len)
{
	uint32_t sum = 0;

	for (uint64_t i = 0; i + 4 <= len; i += 4)
		if (i != CHECKSUM)
			sum += get_be(image->data + at + i, 4);
	image_put_be(image, at + CHECKSUM, 4, -sum);
}

void romfs_repair(const struct format_map *map, struct target_image *image, const struct span *span,
    size_t n)
{
	struct touched t;
	bool first = spans_touch(span, n, 0, CHECKED);
	uint64_t size;

	if (!map->n)
		return;
	size = get_be(image->data + 8, 4);
	map_touched(map, span, n, &t);
	for (size_t i = 0; i < t.n; i++) {
		const struct object *o = &map->object[t.object[i]];

		if (o->kind != ROMFS_FILE)
			continue;
		repair_sum(image, o->at, o->len);
		first |= o->at < CHECKED;
	}
	if (first)
		repair_sum(image, 0, size < CHECKED ? size : CHECKED);
}
