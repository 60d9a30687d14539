/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What all formats share: the map, and writing to an image. */
#include <stdlib.h>
#include <string.h>

#include "fuzz/mutate/format.h"

void map_add(struct format_map *map, uint64_t size, struct object o)
{
	if (map->n == MAP_OBJECTS || !o.len || o.len > size || o.at > size - o.len)
		return;
	map->object[map->n++] = o;
}

static int by_place(const void *a, const void *b)
{
	const struct object *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->len != y->len)
		return x->len > y->len ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

void map_sort(struct format_map *map)
{
	qsort(map->object, map->n, sizeof(map->object[0]), by_place);
	map->longest = 0;
	for (size_t i = 0; i < map->n; i++)
		if (map->object[i].len > map->longest)
			map->longest = map->object[i].len;
}

/* The first object that may reach `at`. */
static size_t first_near(const struct format_map *map, uint64_t at)
{
	uint64_t from = at > map->longest ? at - map->longest : 0;
	size_t low = 0, high = map->n;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (map->object[middle].at < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void map_touched(const struct format_map *map, const struct span *span, size_t n, struct touched *t)
{
	uint64_t seen[MAP_OBJECTS / 64] = { 0 };

	for (size_t i = 0; i < n; i++) {
		uint64_t end = span[i].at + span[i].len;

		for (size_t k = first_near(map, span[i].at); k < map->n && map->object[k].at < end;
		     k++)
			if (map->object[k].at + map->object[k].len > span[i].at)
				seen[k / 64] |= 1ull << k % 64;
	}
	t->n = 0;
	for (size_t word = 0; word < (map->n + 63) / 64; word++)
		for (uint64_t bits = seen[word]; bits; bits &= bits - 1)
			t->object[t->n++] = 64 * word + __builtin_ctzll(bits);
}

bool spans_touch(const struct span *span, size_t n, uint64_t at, uint64_t len)
{
	for (size_t i = 0; i < n; i++)
		if (span[i].at < at + len && at < span[i].at + span[i].len)
			return true;
	return false;
}

bool image_put(struct target_image *image, uint64_t at, const void *from, size_t len)
{
	if (len > image->size || at > image->size - len || !memcmp(image->data + at, from, len))
		return false;
	image->put(image, at, from, len);
	return true;
}

bool image_put_le(struct target_image *image, uint64_t at, size_t width, uint64_t value)
{
	uint8_t bytes[8];

	set_le(bytes, width, value);
	return image_put(image, at, bytes, width);
}

bool image_put_be(struct target_image *image, uint64_t at, size_t width, uint64_t value)
{
	uint8_t bytes[8];

	set_be(bytes, width, value);
	return image_put(image, at, bytes, width);
}
