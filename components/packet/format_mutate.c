/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Changes of one frame. */
#include <string.h>

#include "components/packet/format_frame.h"

#define HEADERS 60 /* bytes behind Ethernet's that most headers lie in */

/* Numbers that codes compare with. */
static uint64_t odd_value(struct chance *c)
{
	static const uint32_t values[] = { 0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff,
		0x7fffffff, 0x80000000, 0xffffffff, 20, 40, 60, 536, 1280, 1460, 1500, 0x2000,
		0x4000 };

	return CHANCE_OF(values, c);
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
	const size_t head = len < 14 + HEADERS ? len : 14 + HEADERS;

	return chance_below(c, 2) ? 12 + chance_below(c, head > 12 ? head - 12 : 1)
	                          : chance_below(c, len);
}

/* It ends sooner, or later with bytes that count up. */
static size_t change_length(uint8_t *frame, size_t len, size_t max, struct chance *c)
{
	size_t now = chance_below(c, 2) ? chance_below(c, len + 1)
	                                : len + (1u << chance_below(c, 11));

	if (now > max)
		now = max;
	for (size_t i = len; i < now; i++)
		frame[i] = i;
	return now;
}

/* Flags of TCP, and numbers of it within and at the edges of windows. */
static void change_tcp(uint8_t *at, size_t len, struct chance *c)
{
	static const uint8_t flags[] = { 0x02, 0x10, 0x11, 0x12, 0x14, 0x04, 0x18, 0x01, 0x30, 0xd2,
		0x00, 0x29 };
	static const uint32_t numbers[] = { 0, 1, 2, 3, 0xffffffff, 1461, 4097, 65535, 0x7fffffff,
		0x80000001 };
	const size_t where = chance_below(c, 2) ? 4 : 8;

	if (len < 20)
		return;
	switch (chance_below(c, 3)) {
	case 0:
		at[13] = CHANCE_OF(flags, c);
		break;
	case 1:
		set_be(at + where, 4, CHANCE_OF(numbers, c));
		break;
	default:
		put16(at + 14, chance_below(c, 2) ? 0 : chance_next(c));
	}
}

/* The header within IP, where there is one of TCP at its usual place; another kind of
 * protocol otherwise, now and then, or a fragment. */
static void change_header(uint8_t *frame, size_t len, struct chance *c)
{
	static const uint8_t protos[] = { PROTO_ICMP, PROTO_IGMP, PROTO_IPIP, PROTO_TCP, PROTO_UDP,
		PROTO_IPV6, PROTO_ICMPV6, PROTO_UDPLITE, 47, 50, 51, 59, 103, 132, 255 };
	const size_t at = frame_network(frame, len);
	const bool four = len >= at + 20 && frame[at] >> 4 == 4;
	const bool six = len >= at + 40 && frame[at] >> 4 == 6;
	const size_t inner = four ? at + (frame[at] & 15) * 4u : at + 40;

	if (!four && !six)
		return;
	if (frame[at + (four ? 9 : 6)] == PROTO_TCP && inner < len && chance_below(c, 8))
		change_tcp(frame + inner, len - inner, c);
	else if (four && chance_below(c, 2))
		put16(frame + at + 6, chance_below(c, 2) << 13 | chance_below(c, 4));
	else
		frame[at + (four ? 9 : 6)] = CHANCE_OF(protos, c);
}

size_t frame_mutate(const struct mutator *m, unsigned int kind, uint8_t *frame, size_t len,
    size_t max, struct chance *c)
{
	const size_t where = len ? place(len, c) : 0;

	(void)kind;
	switch (chance_below(c, 8)) {
	case 0:
		return mutate_bytes(m, frame, len, max, c);
	case 1:
		return change_length(frame, len, max, c);
	case 2:
		return frame_insert(frame, len, max, c);
	case 3:
	case 4:
		change_header(frame, len, c);
		return len;
	default:
		if (where < len)
			change_number(frame + where, len - where, c);
		return len;
	}
}
