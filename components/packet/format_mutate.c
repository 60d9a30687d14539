/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Changes of rows of frames. */
#include <string.h>

#include "components/packet/format_frame.h"

#define HEAD 3 /* of a record: kind, length */
#define FRAME_MOST 1514

struct row {
	size_t n;
	struct {
		size_t at, len; /* of the bytes behind the head */
		uint8_t kind;
	} of[FRAME_RECORDS];
};

static void take_apart(struct row *r, const uint8_t *data, size_t size)
{
	size_t at = 0;

	r->n = 0;
	while (size - at >= HEAD && r->n < FRAME_RECORDS) {
		size_t len = data[at + 1] | data[at + 2] << 8;

		if (data[at] % 4 == FRAME_DELAY)
			len = 0;
		if (len > size - at - HEAD)
			len = size - at - HEAD;
		r->of[r->n].kind = data[at];
		r->of[r->n].at = at + HEAD;
		r->of[r->n++].len = len;
		at += HEAD + len;
	}
}

static void put_len(uint8_t *head, size_t len)
{
	head[1] = len;
	head[2] = len >> 8;
}

/* Numbers that codes compare with. */
static uint64_t odd_value(struct chance *c)
{
	static const uint32_t values[] = { 0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff,
		0x7fffffff, 0x80000000, 0xffffffff, 20, 40, 60, 1280, 1500, 0x2000, 0x4000 };

	return values[chance_below(c, sizeof(values) / sizeof(values[0]))];
}

/* A number of 1, 2 or 4 bytes becomes an odd one, or one near to what it was. */
static void change_number(uint8_t *at, size_t left, struct chance *c)
{
	const size_t size = 1u << chance_below(c, 3);
	uint64_t value = 0;

	if (size > left)
		return;
	for (size_t i = 0; i < size; i++)
		value = value << 8 | at[i];
	if (chance_below(c, 2))
		value = odd_value(c);
	else
		value += chance_below(c, 33) - 16;
	for (size_t i = size; i-- > 0; value >>= 8)
		at[i] = value;
}

/* Headers come first in a frame: half of the changes are there. */
static size_t place(size_t len, struct chance *c)
{
	const size_t head = len < 74 ? len : 74;

	return chance_below(c, 2) ? 12 + chance_below(c, head > 12 ? head - 12 : 1)
	                          : chance_below(c, len);
}

static size_t change_frame(const struct mutator *m, uint8_t *data, size_t size, size_t max,
    const struct row *r, size_t i, struct chance *c)
{
	const size_t at = r->of[i].at, len = r->of[i].len, room = max - size + len;
	uint8_t frame[FRAME_MOST];
	size_t where, now = len < sizeof(frame) ? len : sizeof(frame);

	memcpy(frame, data + at, now);
	for (uint64_t n = 1 + chance_below(c, 4); n && now; n--) {
		where = place(now, c);
		if (where < now && chance_below(c, 4))
			change_number(frame + where, now - where, c);
		else
			now = mutate_bytes(m, frame, now,
			    room < sizeof(frame) ? room : sizeof(frame), c);
	}
	if (chance_below(c, 8))
		frame_repair(frame, now);
	memmove(data + at + now, data + at + len, size - at - len);
	memcpy(data + at, frame, now);
	put_len(data + at - HEAD, now);
	return size - len + now;
}

/* A frame once more, behind itself. */
static size_t repeat(uint8_t *data, size_t size, size_t max, const struct row *r, size_t i)
{
	const size_t at = r->of[i].at - HEAD, len = r->of[i].len + HEAD;

	if (size + len > max || r->n == FRAME_RECORDS)
		return size;
	memmove(data + at + len, data + at, size - at);
	return size + len;
}

static size_t leave_out(uint8_t *data, size_t size, const struct row *r, size_t i)
{
	const size_t at = r->of[i].at - HEAD, len = r->of[i].len + HEAD;

	memmove(data + at, data + at + len, size - at - len);
	return size - len;
}

static size_t add_delay(uint8_t *data, size_t size, size_t max, struct chance *c)
{
	if (size + HEAD > max)
		return size;
	data[size] = FRAME_DELAY;
	put_len(data + size, 1u << chance_below(c, 16));
	return size + HEAD;
}

size_t frame_mutate(const struct mutator *m, uint8_t *data, size_t size, size_t max,
    struct chance *c)
{
	struct row r;
	size_t i;

	take_apart(&r, data, size);
	i = chance_below(c, r.n);
	if (!r.n)
		return mutate_bytes(m, data, size, max, c);
	switch (chance_below(c, 16)) {
	case 0:
		return repeat(data, size, max, &r, i);
	case 1:
		return r.n > 1 ? leave_out(data, size, &r, i) : size;
	case 2:
		return add_delay(data, size, max, c);
	default:
		return r.of[i].kind % 4 == FRAME_DELAY
		           ? size
		           : change_frame(m, data, size, max, &r, i, c);
	}
}
