/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "components/ipsec/format_seal.h"

#include <string.h>

#define ETHERNET 14
#define TRAILER 2 /* of ESP: how much padding, and what the payload is */

/* Bytes of a body that are payload: the rest is padding and the trailer. */
static size_t payload(const uint8_t *body, size_t len)
{
	return len < TRAILER + body[len - TRAILER] + 0u ? 0 : len - TRAILER - body[len - TRAILER];
}

static uint64_t addresses(const uint8_t *frame, size_t at)
{
	return frame[at] >> 4 == 6 ? packet_sum(0, frame + at + 8, 32)
	                           : packet_sum(0, frame + at + 12, 8);
}

void seal_repair(unsigned int kind, uint8_t *frame, size_t len)
{
	size_t head, body, all;
	const struct seal_state *s = kind == SEAL_FRAME ? seal_find(frame, len, &head) : NULL;

	if (s && s->proto == PROTO_AH) /* RFC 4302: in words of 32 bits, less 2 */
		frame[head + 1] = (12 + s->icv) / 4 - 2;
	frame_repair(FRAME_ARRIVES, frame, len);
	if (!s || s->proto == PROTO_AH)
		return;
	body = seal_body(s, head);
	all = len - s->icv - body;
	if (all < TRAILER)
		return;
	if (frame[body + all - TRAILER] + TRAILER + 0u > all)
		frame[body + all - TRAILER] = 0;
	frame_repair_inner(frame[body + all - 1], frame + body, payload(frame + body, all),
	    addresses(frame, frame_network(frame, len)));
	if (s->udp) /* which counts what was changed */
		frame_repair(FRAME_ARRIVES, frame, len);
}

/* -- changes -- */

/* Another state, number of the packet, or trailer. */
static void change_protection(const struct seal_state *s, uint8_t *frame, size_t len, size_t head,
    struct chance *c)
{
	static const uint32_t numbers[] = { 0, 1, 2, 31, 32, 33, 63, 64, 65, 127, 128, 129, 1000,
		0x7fffffff, 0xfffffffe, 0xffffffff };
	static const uint8_t next[] = { PROTO_IPIP, PROTO_TCP, PROTO_UDP, PROTO_IPV6, PROTO_ICMP,
		PROTO_ICMPV6, PROTO_ESP, PROTO_AH, 59, 0, 94, 108 };
	const size_t words = s->proto == PROTO_AH ? head + 4 : head;
	const size_t at = s->proto == PROTO_AH ? head : len - s->icv - 1;

	switch (chance_below(c, 4)) {
	case 0:
		put32(frame + words, seal_states[chance_below(c, SEAL_STATES)].spi);
		break;
	case 1:
		put32(frame + words + 4,
		    numbers[chance_below(c, sizeof(numbers) / sizeof(numbers[0]))]);
		break;
	case 2:
		put32(frame + words + 4, get32(frame + words + 4) + 1);
		break;
	default:
		frame[at] = next[chance_below(c, sizeof(next))];
	}
}

size_t seal_align(uint8_t *frame, size_t len, size_t max)
{
	size_t head;
	const struct seal_state *s = seal_find(frame, len, &head);
	size_t body, all, more;
	uint8_t trailer[TRAILER];

	if (!s || s->proto == PROTO_AH)
		return len;
	body = seal_body(s, head);
	all = len - s->icv - body;
	more = (s->block - all % s->block) % s->block;
	if (all < TRAILER || !more || len + more > max)
		return len;
	memcpy(trailer, frame + body + all - TRAILER, TRAILER);
	for (size_t i = 0; i < more; i++)
		frame[body + all - TRAILER + i] = i + 1;
	trailer[0] += more;
	memcpy(frame + body + all + more - TRAILER, trailer, TRAILER);
	memset(frame + body + all + more, 0, s->icv);
	return len + more;
}

/* Where a packet within begins that is one of IP; 0: there is none. */
static size_t inner(const struct seal_state *s, const uint8_t *frame, size_t len, size_t head)
{
	const size_t body = seal_body(s, head);

	return s->tunnel && body < len && (frame[body] >> 4 == 4 || frame[body] >> 4 == 6) ? body
	                                                                                  : 0;
}

/* A packet within as a frame; what is behind it, padding, trailer and check value, stays. */
static size_t change_inner(const struct mutator *m, const struct seal_state *s, uint8_t *frame,
    size_t len, size_t max, size_t body, struct chance *c)
{
	uint8_t behind[300];
	const size_t end = s->proto == PROTO_AH ? len
	                                        : body + payload(frame + body, len - s->icv - body);
	const size_t base = body - ETHERNET, tail = len - end;
	size_t now;

	if (tail > sizeof(behind) || end <= body || max < base + tail)
		return len;
	memcpy(behind, frame + end, tail);
	now = base + frame_mutate(m, FRAME_ARRIVES, frame + base, end - base, max - tail - base, c);
	memcpy(frame + now, behind, tail);
	return now + tail;
}

size_t seal_mutate(const struct mutator *m, unsigned int kind, uint8_t *frame, size_t len,
    size_t max, struct chance *c)
{
	size_t head, body;
	const struct seal_state *s = kind == SEAL_FRAME ? seal_find(frame, len, &head) : NULL;

	if (!s || chance_below(c, 6) == 0)
		return frame_mutate(m, FRAME_ARRIVES, frame, len, max, c);
	body = inner(s, frame, len, head);
	if (body && chance_below(c, 2))
		len = change_inner(m, s, frame, len, max, body, c);
	else if (chance_below(c, 2))
		change_protection(s, frame, len, head, c);
	else
		len = frame_mutate(m, FRAME_ARRIVES, frame, len, max, c);
	return seal_align(frame, len, max);
}
