/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <string.h>

#include "fuzz/input/faults.h"
#include "fuzz/mutate/mutate.h"

/* Changes at a time: 1, 2, 4, ... of as many powers of two. */
#define STACKED 6

uint64_t chance_next(struct chance *c)
{
	uint64_t z = c->state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

uint64_t chance_below(struct chance *c, uint64_t n)
{
	return n ? chance_next(c) % n : 0;
}

size_t mutate_bytes(const struct mutator *m, uint8_t *data, size_t size, size_t max,
    struct chance *c)
{
	size_t at = chance_below(c, size);

	if (m->bytes && chance_below(c, 2))
		return m->bytes(data, size, max);
	switch (size ? chance_below(c, 5) : 4) {
	case 0:
		data[at] ^= 1u << chance_below(c, 8);
		return size;
	case 1:
		data[at] = chance_next(c);
		return size;
	case 2:
		data[at] += chance_below(c, 2) ? 1 : -1;
		return size;
	case 3:
		memmove(data + at, data + at + 1, size - at - 1);
		return size - 1;
	default:
		if (size >= max)
			return size;
		memmove(data + at + 1, data + at, size - at);
		data[at] = chance_next(c);
		return size + 1;
	}
}

static void mutate_header(const struct mutator *m, struct input *in, struct chance *c)
{
	switch (chance_below(c, 8)) {
	case 0 ... 3:
		in->image = chance_below(c, m->base->n);
		break;
	case 4 ... 6:
		in->option = chance_below(c, m->model ? model_options(m->model) : 256);
		break;
	default:
		in->flags ^= INPUT_KEEP;
	}
}

/* A disk that fails hides what lies deeper.  So few inputs get faults; and as what
 * comes of a fault is new more often than not, half of the children of an input
 * with faults have none. */
static bool is_time_for_faults(const struct input *in, struct chance *c)
{
	return chance_below(c, in->nfault ? 8 : 128) == 0;
}

static void mutate_once(const struct mutator *m, struct input *in, struct chance *c)
{
	unsigned what = chance_below(c, 32);

	if (is_time_for_faults(in, c))
		mutate_faults(m, in, c);
	else if (what == 0)
		mutate_header(m, in, c);
	else if (what < 16 && m->base->n)
		mutate_patches(m, in, c);
	else
		mutate_calls(m, in, c);
}

/* An input to make others of.  Behind a mount that is refused lies nothing: the
 * patches that are to blame go, but now and then stay to be changed themselves. */
static void decode(const struct mutator *m, struct input *in, const uint8_t *data, size_t size,
    struct chance *c)
{
	input_decode(in, m->model, data, size);
	if (in->npatch && m->refused && m->refused(data, size) && chance_below(c, 8))
		in->npatch = in->flags = 0;
}

size_t mutate(const struct mutator *m, uint8_t *data, size_t size, size_t max, uint64_t seed)
{
	static struct input in;
	struct chance c = { seed };

	if (m->target->records)
		return mutate_records(m, data, size, max, &c);
	/* Plain bytes make calls of every kind. */
	if (!m->target->ncall && chance_below(&c, 8) == 0)
		return mutate_bytes(m, data, size, max, &c);
	decode(m, &in, data, size, &c);
	if (in.nfault && chance_below(&c, 2))
		in.nfault = 0;
	for (uint64_t n = 1 << chance_below(&c, STACKED); n; n--)
		mutate_once(m, &in, &c);
	return input_encode(&in, data, max);
}

/* Patches lie at places of one image: they come from inputs of that image. */
static void splice_patches(struct input *to, const struct input *from, struct chance *c)
{
	for (uint32_t i = 0; i < from->npatch && to->image == from->image; i++)
		if (chance_below(c, 2) && to->npatch < INPUT_PATCHES)
			to->patch[to->npatch++] = from->patch[i];
}

static void splice_faults(struct input *to, const struct input *from, struct chance *c)
{
	for (uint32_t i = 0; i < from->nfault; i++)
		if (chance_below(c, 4) == 0)
			input_fault_add(to, from->fault[i].text);
}

size_t mutate_splice(const struct mutator *m, const uint8_t *a, size_t a_size, const uint8_t *b,
    size_t b_size, uint8_t *out, size_t max, uint64_t seed)
{
	static struct input in, other;
	struct chance c = { seed };
	uint32_t keep, from;

	if (m->target->records)
		return mutate_splice_records(m, a, a_size, b, b_size, out, max, &c);
	decode(m, &in, a, a_size, &c);
	decode(m, &other, b, b_size, &c);
	splice_patches(&in, &other, &c);
	splice_faults(&in, &other, &c);
	keep = chance_below(&c, in.ncall + 1);
	from = chance_below(&c, other.ncall + 1);
	while (keep < INPUT_CALLS && from < other.ncall)
		in.call[keep++] = other.call[from++];
	in.ncall = keep;
	return input_encode(&in, out, max);
}
