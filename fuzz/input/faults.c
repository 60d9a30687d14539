/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <errno.h>
#include <string.h>

#include "fuzz/input/faults.h"

enum { FORM_ONE, FORM_FROM, FORM_RANGE, FORM_ALL, FORM_OF = 3 };
#define FORM_EVERY 4u
#define FORM_SECTORS 8u
#define FORM_TO_END 16u
#define FORM_DISK 32u

#define AT_BYTES 5 /* of a sector */
#define ERRNOS 133

static uint32_t hash(uint32_t h, const char *name)
{
	for (; *name; name++)
		h = (h ^ (uint8_t)*name) * 0x01000193u;
	return h;
}

/* Of a name and what may follow it. */
static uint16_t place(const char *name, const char *more)
{
	uint32_t h = hash(hash(0x811c9dc5u, name), more);

	return h ^ h >> 16;
}

/* -- calls and effects by the hash of their name -- */

static const struct fault_effect *effect_by_hash(uint32_t calls, uint16_t wanted)
{
	size_t n;
	const struct fault_effect *const *effects = fault_effects(&n), *found = NULL;
	unsigned least = 0x10000;

	for (size_t i = 0; i < n; i++) {
		uint16_t distance = place(effects[i]->name, "") - wanted;

		if (!(calls & ~effects[i]->calls) && distance < least) {
			least = distance;
			found = effects[i];
		}
	}
	return found;
}

/* A program has no wire: frames are not among them. */
static uint32_t call_by_hash(uint16_t wanted)
{
	const char *name, *filter;
	uint32_t calls, found = 0;
	unsigned least = 0x10000;

	for (size_t i = 0; (name = input_fault_call(i, &filter, &calls)); i++) {
		uint16_t distance = place(name, filter) - wanted;

		if (!(calls & FAULT_FRAME) && distance < least && effect_by_hash(calls, 0)) {
			least = distance;
			found = calls;
		}
	}
	return found;
}

static uint16_t call_place(uint32_t wanted)
{
	const char *name, *filter;
	uint32_t calls;

	for (size_t i = 0; (name = input_fault_call(i, &filter, &calls)); i++)
		if (calls == wanted)
			return place(name, filter);
	return 0;
}

/* -- arguments -- */

static bool has_sign(const struct fault_arg *a)
{
	return a->kind == FAULT_ARG_SIGNED;
}

static size_t arg_size(const struct fault_arg *a)
{
	switch (a->kind) {
	case FAULT_ARG_FLAG:
		return 0;
	case FAULT_ARG_ERRNO:
		return 1;
	case FAULT_ARG_TIME:
	case FAULT_ARG_SIGNED:
	case FAULT_ARG_JUMP:
		return 6;
	default:
		return 4;
	}
}

static int64_t decode_errno(uint64_t raw)
{
	int number = 1 + raw % ERRNOS;

	while (!strerrorname_np(number)) /* a few numbers have no name */
		number--;
	return number;
}

static int64_t decode_arg(const struct fault_arg *a, struct bytes *b)
{
	uint64_t raw = bytes_take(b, arg_size(a));
	int64_t value = raw;

	if (a->kind == FAULT_ARG_FLAG)
		return 1;
	if (a->kind == FAULT_ARG_ERRNO)
		return decode_errno(raw);
	if (has_sign(a))
		value = raw & 1 ? -(int64_t)(raw >> 1) : (int64_t)(raw >> 1);
	if (a->unit)
		value *= a->unit;
	if (a->max && (value < a->min || value > a->max))
		value = a->min + (uint64_t)value % (uint64_t)(a->max - a->min + 1);
	return value;
}

static void encode_arg(const struct fault_arg *a, int64_t value, struct room *r)
{
	uint64_t raw = value;

	if (a->kind == FAULT_ARG_ERRNO)
		raw = value - 1;
	if (a->unit)
		raw = value / a->unit;
	if (a->kind == FAULT_ARG_JUMP && value < 0)
		raw = -(uint64_t)value;
	if (has_sign(a))
		raw = value < 0 ? (uint64_t)-value << 1 | 1 : (uint64_t)value << 1;
	room_put(r, raw, arg_size(a));
}

/* Which arguments are not what they are where nothing is said. */
static uint8_t given(const struct fault_what *w)
{
	uint8_t bits = 0;

	for (int i = 0; i < FAULT_ARGS && w->effect->arg[i].kind; i++)
		if (w->effect->arg[i].needed || w->arg[i] != w->effect->arg[i].initial)
			bits |= 1u << i;
	return bits;
}

static void decode_args(struct fault_what *w, bool alloc, struct bytes *b)
{
	const struct fault_arg *a = w->effect->arg;
	uint8_t bits = bytes_take(b, 1);

	for (int i = 0; i < FAULT_ARGS && a[i].kind; i++)
		w->arg[i] = bits & 1u << i || a[i].needed ? decode_arg(&a[i], b) : a[i].initial;
	if (alloc)
		w->arg[0] = ENOMEM;
}

static void encode_args(const struct fault_what *w, struct room *r)
{
	uint8_t bits = given(w);

	room_put(r, bits, 1);
	for (int i = 0; i < FAULT_ARGS; i++)
		if (bits & 1u << i)
			encode_arg(&w->effect->arg[i], w->arg[i], r);
}

/* -- occurrences and filters -- */

static void decode_occurrence(struct fault_rule *rule, uint8_t form, struct bytes *b)
{
	rule->first = (form & FORM_OF) == FORM_ALL ? 1 : 1 + bytes_take(b, 2);
	rule->last = (form & FORM_OF) == FORM_ONE ? rule->first : UINT64_MAX;
	if ((form & FORM_OF) == FORM_RANGE)
		rule->last = rule->first + bytes_take(b, 2);
	rule->every = form & FORM_EVERY ? 2 + bytes_take(b, 1) : 1;
	if (rule->last == rule->first)
		rule->every = 1;
	if ((form & FORM_OF) == FORM_ALL)
		rule->first = rule->every;
}

static void decode_filters(struct fault_rule *rule, uint8_t form, const struct model_image *image,
    struct bytes *b)
{
	rule->dev = FAULT_ANY;
	rule->sector = 0;
	rule->sector_end = UINT64_MAX;
	if (form & FORM_DISK && rule->calls & (FAULT_DISK | FAULT_GEOMETRY))
		rule->dev = bytes_take(b, 1) % FAULT_DISKS;
	if (!(form & FORM_SECTORS) || !(rule->calls & FAULT_DISK & ~FAULT_FLUSH))
		return;
	rule->sector = bytes_take(b, AT_BYTES);
	if (image && image->size)
		rule->sector %= image->size / HYP_SECTOR;
	if (!(form & FORM_TO_END))
		rule->sector_end = rule->sector + bytes_take(b, 2);
}

void input_fault_decode(struct fault_rule *rule, const struct model_image *image, struct bytes b)
{
	uint16_t call = bytes_take(&b, 2), effect = bytes_take(&b, 2);
	uint8_t form = bytes_take(&b, 1);

	*rule = (struct fault_rule){ .calls = call_by_hash(call) };
	rule->what.effect = effect_by_hash(rule->calls, effect);
	decode_occurrence(rule, form, &b);
	decode_filters(rule, form, image, &b);
	decode_args(&rule->what, rule->calls & FAULT_ALLOC, &b);
	input_fault_print(rule, rule->text);
}

static uint8_t form_of(const struct fault_rule *rule)
{
	uint8_t form = rule->last == rule->first    ? FORM_ONE
	               : rule->last != UINT64_MAX   ? FORM_RANGE
	               : rule->first == rule->every ? FORM_ALL
	                                            : FORM_FROM;

	if (rule->every > 1)
		form |= FORM_EVERY;
	if (rule->dev != FAULT_ANY)
		form |= FORM_DISK;
	if (rule->sector || rule->sector_end != UINT64_MAX)
		form |= FORM_SECTORS | (rule->sector_end == UINT64_MAX ? FORM_TO_END : 0);
	return form;
}

void input_fault_encode(const struct fault_rule *rule, struct room *r)
{
	uint8_t form = form_of(rule);

	room_put(r, call_place(rule->calls), 2);
	room_put(r, place(rule->what.effect->name, ""), 2);
	room_put(r, form, 1);
	if ((form & FORM_OF) != FORM_ALL)
		room_put(r, rule->first - 1, 2);
	if ((form & FORM_OF) == FORM_RANGE)
		room_put(r, rule->last - rule->first, 2);
	if (form & FORM_EVERY)
		room_put(r, rule->every - 2, 1);
	if (form & FORM_DISK)
		room_put(r, rule->dev, 1);
	if (form & FORM_SECTORS)
		room_put(r, rule->sector, AT_BYTES);
	if (form & FORM_SECTORS && !(form & FORM_TO_END))
		room_put(r, rule->sector_end - rule->sector, 2);
	encode_args(&rule->what, r);
}
