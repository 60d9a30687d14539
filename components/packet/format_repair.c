/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Lengths and checksums made right (RFC 791, 792, 1071, 2003, 2784, 3376, 4443, 8200, 9293). */
#include "components/packet/format_frame.h"

#define DEPTH 4 /* of tunnels */

static void repair_load(uint32_t type, uint8_t *at, size_t len, int depth);

/* Where a header has its checksum; 0: it has none that is known. */
static size_t sum_at(uint32_t proto, const uint8_t *at, size_t len)
{
	switch (proto) {
	case PROTO_TCP:
		return 16;
	case PROTO_UDP:
	case PROTO_UDPLITE:
		return 6;
	case PROTO_ICMP:
	case PROTO_ICMPV6:
	case PROTO_IGMP:
		return 2;
	case PROTO_GRE:
		return len >= 8 && at[0] & 0x80 ? 4 : 0;
	default:
		return 0;
	}
}

/* The header within IP; `pseudo` is the sum of the addresses. */
static void repair_inner(uint8_t *at, size_t len, uint32_t proto, uint64_t pseudo, int depth)
{
	const size_t where = sum_at(proto, at, len);
	struct frame_load load;
	uint32_t value;

	if (frame_load(proto, at, len, &load))
		repair_load(load.type, at + load.at, len - load.at, depth + 1);
	if (!where || len < where + 2)
		return;
	if (proto == PROTO_UDP || proto == PROTO_UDPLITE)
		put16(at + 4, len);
	if (proto == PROTO_ICMP || proto == PROTO_IGMP || proto == PROTO_GRE)
		pseudo = 0;
	else
		pseudo += proto + len;
	put16(at + where, 0);
	value = packet_fold(packet_sum(pseudo, at, len));
	/* For UDP 0 is that there is none. */
	put16(at + where, value || where != 6 ? value : 0xffff);
}

static void repair_ipv4(uint8_t *at, size_t len, int depth)
{
	const size_t head = len < 20 ? 0 : (at[0] & 15) * 4u;
	size_t between;

	if (head < 20 || head > len)
		return;
	put16(at + 2, len);
	put16(at + 10, 0);
	put16(at + 10, packet_fold(packet_sum(0, at, head)));
	if (get16(at + 6) & 0x3fff) /* a fragment */
		return;
	between = at[9] == PROTO_AH ? frame_between(PROTO_AH, at + head, len - head) : 0;
	repair_inner(at + head + between, len - head - between, between ? at[head] : at[9],
	    packet_sum(0, at + 12, 8), depth);
}

/* Bytes of a header between, or 0: what follows is none that one could look behind. */
size_t frame_between(uint32_t next, const uint8_t *at, size_t len)
{
	if (len < 8)
		return 0;
	if (next == PROTO_FRAGMENT)
		return get16(at + 2) & 0xfff9 ? 0 : 8;
	if (next == PROTO_AH)
		return len >= (at[1] + 2) * 4u ? (at[1] + 2) * 4u : 0;
	if (next != PROTO_HOPS && next != PROTO_ROUTING && next != PROTO_DESTINATION)
		return 0;
	return len >= 8 + at[1] * 8u ? 8 + at[1] * 8u : 0;
}

static void repair_ipv6(uint8_t *at, size_t len, int depth)
{
	uint64_t pseudo;
	uint32_t next;
	size_t n;

	if (len < 40)
		return;
	put16(at + 4, len - 40);
	pseudo = packet_sum(0, at + 8, 32);
	next = at[6];
	at += 40;
	len -= 40;
	while ((n = frame_between(next, at, len))) {
		next = at[0];
		at += n;
		len -= n;
	}
	repair_inner(at, len, next, pseudo, depth);
}

void frame_repair_inner(uint32_t proto, uint8_t *at, size_t len, uint64_t pseudo)
{
	repair_inner(at, len, proto, pseudo, 1);
}

static void repair_frame(uint8_t *frame, size_t len, int depth)
{
	const size_t at = frame_network(frame, len);

	if (len > at)
		repair_load(get16(frame + at - 2), frame + at, len - at, depth);
}

static void repair_load(uint32_t type, uint8_t *at, size_t len, int depth)
{
	if (!len || depth > DEPTH)
		return;
	if (type == TYPE_ETHERNET)
		repair_frame(at, len, depth);
	else if (type == TYPE_IPV4 && at[0] >> 4 == 4)
		repair_ipv4(at, len, depth);
	else if (type == TYPE_IPV6 && at[0] >> 4 == 6)
		repair_ipv6(at, len, depth);
}

void frame_repair(unsigned int kind, uint8_t *frame, size_t len)
{
	if (kind == FRAME_ARRIVES)
		repair_frame(frame, len, 0);
}
