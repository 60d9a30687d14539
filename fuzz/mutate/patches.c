/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Changes of the patches of an input: mostly of fields of metadata. */
#include <string.h>

#include "fuzz/mutate/mutate.h"

#define KINDS_MAX 32

const struct object *mutate_object(const struct format_map *map, struct chance *c)
{
	uint32_t count[KINDS_MAX] = { 0 };
	size_t kinds = 0, nth;
	unsigned kind = 0;

	for (size_t i = 0; i < map->n; i++)
		kinds += count[map->object[i].kind % KINDS_MAX]++ == 0;
	if (!kinds)
		return NULL;
	for (nth = chance_below(c, kinds);; kind++)
		if (count[kind] && nth-- == 0)
			break;
	nth = chance_below(c, count[kind]);
	for (size_t i = 0;; i++)
		if (map->object[i].kind % KINDS_MAX == kind && nth-- == 0)
			return &map->object[i];
}

/* A field of an object and where it lies; NULL where it has none. */
static const struct field *pick_field(const struct object_kind *kind, const struct object *o,
    struct chance *c, uint64_t *at)
{
	const struct field *f;
	size_t n = 0;
	uint32_t off;

	if (!kind->field)
		return NULL;
	while (kind->field[n].width)
		n++;
	f = &kind->field[chance_below(c, n)];
	/* Without its magic number nobody looks at the rest. */
	if (f->type == F_MAGIC && chance_below(c, 4))
		f = &kind->field[chance_below(c, n)];
	off = f->at;
	if (kind->repeat && chance_below(c, 2))
		off += kind->repeat * chance_below(c, o->len / kind->repeat);
	*at = o->at + off;
	return off + f->width <= o->len ? f : NULL;
}

/* The patch that covers just these bytes, or a new one. */
static struct patch *patch_at(struct input *in, uint64_t at, uint32_t len)
{
	struct patch *p;

	for (uint32_t i = 0; i < in->npatch; i++)
		if (in->patch[i].at == at && in->patch[i].len == len)
			return &in->patch[i];
	if (in->npatch == INPUT_PATCHES)
		return NULL;
	p = &in->patch[in->npatch++];
	p->at = at;
	p->len = len;
	return p;
}

static uint64_t get(const struct object_kind *kind, const struct base_image *image, uint64_t at,
    size_t width)
{
	return kind->big ? get_be(image->data + at, width) : get_le(image->data + at, width);
}

static void patch_field(const struct mutator *m, const struct base_image *image, struct input *in,
    struct chance *c)
{
	const struct object *o = mutate_object(&image->map, c),
			    *other = mutate_object(&image->map, c);
	const struct object_kind *kind;
	const struct field *f;
	uint64_t at, value;
	struct patch *p;

	if (!o)
		return;
	kind = &m->target->format->kind[o->kind];
	f = pick_field(kind, o, c, &at);
	if (!f)
		return;
	/* The same field of another object of that kind is a plausible value. */
	if (other->kind == o->kind && at - o->at + f->width <= other->len &&
	    chance_below(c, 3) == 0)
		value = get(kind, image, other->at + (at - o->at), f->width);
	else
		value = mutate_value(image, f, get(kind, image, at, f->width), c);
	p = patch_at(in, at, f->width);
	if (!p)
		return;
	if (kind->big)
		set_be(p->data, f->width, value);
	else
		set_le(p->data, f->width, value);
}

static void patch_bytes(const struct base_image *image, struct input *in, struct chance *c)
{
	const struct object *o = mutate_object(&image->map, c);
	uint64_t start = o ? o->at : 0, len = o ? o->len : image->size;
	uint32_t n = 1 + chance_below(c, 8);
	uint64_t at = start + chance_below(c, len);
	struct patch *p;

	if (n > image->size - at)
		n = image->size - at;
	p = patch_at(in, at, n);
	if (!p)
		return;
	memcpy(p->data, image->data + at, n);
	if (chance_below(c, 2)) {
		p->data[chance_below(c, n)] ^= 1u << chance_below(c, 8);
		return;
	}
	for (uint32_t i = 0; i < n; i++)
		p->data[i] = chance_next(c);
}

/* Copies metadata over other metadata of the same kind, of any image. */
static void patch_copy(const struct mutator *m, const struct base_image *image, struct input *in,
    struct chance *c)
{
	const struct base_image *source = &m->base->image[chance_below(c, m->base->n)];
	const struct object *o = mutate_object(&image->map, c), *from = NULL;
	uint32_t len, skip;
	struct patch *p;

	for (int tries = 0; o && tries < 8; tries++) {
		from = mutate_object(&source->map, c);
		if (from && from->kind == o->kind)
			break;
		from = NULL;
	}
	if (!from)
		return;
	len = o->len < from->len ? o->len : from->len;
	skip = len > INPUT_DATA ? chance_below(c, len - INPUT_DATA) : 0;
	if (len > INPUT_DATA)
		len = INPUT_DATA;
	p = patch_at(in, o->at + skip, len);
	if (p)
		memcpy(p->data, source->data + from->at + skip, len);
}

static void patch_change(const struct mutator *m, const struct base_image *image, struct input *in,
    struct chance *c)
{
	struct patch *p = &in->patch[chance_below(c, in->npatch)];
	size_t room = image->size - p->at % image->size;
	size_t len = mutate_bytes(m, p->data, p->len, room < INPUT_DATA ? room : INPUT_DATA, c);

	p->len = len ? len : 1;
}

static void patch_drop(struct input *in, struct chance *c)
{
	uint32_t i = chance_below(c, in->npatch);

	in->npatch--;
	memmove(&in->patch[i], &in->patch[i + 1], (in->npatch - i) * sizeof(in->patch[0]));
}

void mutate_patches(const struct mutator *m, struct input *in, struct chance *c)
{
	const struct base_image *image = &m->base->image[in->image % m->base->n];
	unsigned what = chance_below(c, 16);

	if (what < 3 && in->npatch)
		patch_drop(in, c);
	else if (what < 6 && in->npatch)
		patch_change(m, image, in, c);
	else if (what < 8 || !m->target->format)
		patch_bytes(image, in, c);
	else if (what < 9)
		patch_copy(m, image, in, c);
	else
		patch_field(m, image, in, c);
}
