/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Other values for a field, by what it means. */
#include "fuzz/mutate/mutate.h"

static uint64_t bit(unsigned bits, struct chance *c)
{
	return 1ull << chance_below(c, bits);
}

/* What is at the edge of some check of any number. */
static uint64_t edge(uint64_t old, unsigned bits, struct chance *c)
{
	uint64_t max = bits == 64 ? ~0ull : (1ull << bits) - 1;

	switch (chance_below(c, 10)) {
	case 0:
		return 0;
	case 1:
		return 1;
	case 2:
		return max;
	case 3:
		return max >> 1;
	case 4:
		return (max >> 1) + 1;
	case 5:
		return old + 1;
	case 6:
		return old - 1;
	case 7:
		return chance_below(c, 256);
	case 8:
		return chance_next(c);
	default:
		return old ^ bit(bits, c);
	}
}

static uint64_t size_value(const struct base_image *image, uint64_t old, unsigned bits,
    struct chance *c)
{
	switch (chance_below(c, 6)) {
	case 0:
		return old << 1;
	case 1:
		return old >> 1;
	case 2:
		return bit(bits, c);
	case 3: /* near that of the image, in some unit */
		return (image->size >> chance_below(c, 14)) + 1 - chance_below(c, 3);
	case 4: /* a little more or less: beyond what was reserved */
		return old + chance_below(c, 64) - 32;
	default:
		return edge(old, bits, c);
	}
}

/* Mostly to other metadata, or near where it points. */
static uint64_t pointer_value(const struct base_image *image, uint64_t old, unsigned bits,
    struct chance *c)
{
	static const uint8_t shift[] = { 0, 9, 10, 11, 12, 14 };
	const struct object *o;

	switch (chance_below(c, 5)) {
	case 0:
	case 1:
		o = &image->map.object[chance_below(c, image->map.n)];
		return o->at >> shift[chance_below(c, sizeof(shift))];
	case 2:
		return old + chance_below(c, 16) - 8;
	case 3:
		return (image->size >> shift[chance_below(c, sizeof(shift))]) - chance_below(c, 3);
	default:
		return edge(old, bits, c);
	}
}

static uint64_t flags_value(uint64_t old, unsigned bits, struct chance *c)
{
	switch (chance_below(c, 6)) {
	case 0:
		return old ^ bit(bits, c) ^ bit(bits, c);
	case 1:
		return chance_below(c, 16);
	case 2:
		return edge(old, bits, c);
	default:
		return old ^ bit(bits, c);
	}
}

static uint64_t name_value(uint64_t old, unsigned bits, struct chance *c)
{
	static const char odd[] = { 0, '/', '.', ' ', ':', '\\', '\n', '\x7f', '\xc3', '\xff' };

	if (chance_below(c, 2))
		return (old & ~0xffull) | (uint8_t)odd[chance_below(c, sizeof(odd))];
	return edge(old, bits, c);
}

uint64_t mutate_value(const struct base_image *image, const struct field *f, uint64_t old,
    struct chance *c)
{
	unsigned bits = 8 * f->width;

	switch (f->type) {
	case F_SIZE:
	case F_COUNT:
		return size_value(image, old, bits, c);
	case F_POINTER:
		return pointer_value(image, old, bits, c);
	case F_FLAGS:
		return flags_value(old, bits, c);
	case F_NAME:
		return name_value(old, bits, c);
	default:
		return edge(old, bits, c);
	}
}
