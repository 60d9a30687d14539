/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Options of IPv4 (RFC 791, 2113) and TCP (RFC 9293, 7323, 2018, 7413, 8684), and headers
 * between of IPv6 (RFC 8200, 6275, 8754). */
#include <string.h>

#include "components/packet/format_frame.h"

/* An option: its kind, and the bytes it has as a rule. */
struct option {
	uint8_t kind, len;
};

/* No operation, record route, timestamp, security, loose route, CIPSO, strict route, router
 * alert. */
static const struct option ip_options[] = { { 1, 1 }, { 7, 11 }, { 68, 12 }, { 130, 11 },
	{ 131, 11 }, { 134, 10 }, { 137, 7 }, { 148, 4 } };
/* No operation, MSS, window scale, SACK permitted, SACK, timestamps, MD5, AO, MPTCP, Fast
 * Open, experiments. */
static const struct option tcp_options[] = { { 1, 1 }, { 2, 4 }, { 3, 3 }, { 4, 2 }, { 5, 10 },
	{ 8, 10 }, { 19, 18 }, { 29, 16 }, { 30, 12 }, { 34, 10 }, { 254, 6 } };
static const uint8_t headers[] = { PROTO_HOPS, PROTO_ROUTING, PROTO_FRAGMENT, PROTO_DESTINATION,
	51, 135, 139, 140 };
/* Of hop-by-hop and destination headers: padding, limit of tunnels, router alert, jumbo,
 * CALIPSO, IOAM, home address. */
static const uint8_t ip6_options[] = { 1, 4, 5, 0xc2, 7, 49, 0xc9 };


/* Room for n bytes at a place, zeroed; false: there is none. */
static bool open_room(uint8_t *frame, size_t len, size_t max, size_t at, size_t n)
{
	if (at > len || n > max - len)
		return false;
	memmove(frame + at + n, frame + at, len - at);
	memset(frame + at, 0, n);
	return true;
}

/* An option with a body by chance, and what fills it up to four bytes. */
static size_t put_option(uint8_t *frame, size_t len, size_t max, size_t at, struct option o,
    struct chance *c)
{
	const size_t n = (o.len + 3u) & ~3u;

	if (!open_room(frame, len, max, at, n))
		return 0;
	memset(frame + at, 1, n); /* no operation, for both */
	frame[at] = o.kind;
	if (o.len > 1)
		frame[at + 1] = o.len;
	for (size_t i = 2; i < o.len; i++)
		frame[at + i] = chance_below(c, 3) ? chance_below(c, 9) : chance_next(c);
	return n;
}

static size_t insert_ipv4(uint8_t *frame, size_t len, size_t max, size_t at, struct chance *c)
{
	const size_t head = (frame[at] & 15) * 4u;
	const size_t n = put_option(frame, len, max, at + 20, CHANCE_OF(ip_options, c), c);

	if (n && head + n <= 60)
		frame[at] += n / 4;
	return len + n;
}

static size_t insert_tcp(uint8_t *frame, size_t len, size_t max, size_t at, struct chance *c)
{
	size_t n;

	if (len < at + 20)
		return len;
	n = put_option(frame, len, max, at + 20, CHANCE_OF(tcp_options, c), c);
	if (n && (frame[at + 12] >> 4) * 4u + n <= 60)
		frame[at + 12] += n / 4 << 4;
	return len + n;
}

/* What one header between holds. */
static void fill_header(uint8_t *at, size_t n, uint8_t kind, struct chance *c)
{
	switch (kind) {
	case PROTO_FRAGMENT:
		at[2] = chance_below(c, 4) ? 0 : chance_next(c);
		at[3] = chance_below(c, 4) | chance_below(c, 3) << 3;
		at[7] = chance_below(c, 2);
		break;
	case PROTO_ROUTING:
		at[2] = chance_below(c, 5); /* the kind of routing */
		at[3] = chance_below(c, 4); /* segments left */
		for (size_t i = 8; i < n; i++)
			at[i] = FRAME_KERNEL_IP6[(i - 8) % 16];
		break;
	default:
		at[2] = CHANCE_OF(ip6_options, c);
		at[3] = n > 8 ? chance_below(c, n) : 4;
		for (size_t i = 4; i < n; i++)
			at[i] = chance_below(c, 3) ? 0 : chance_next(c);
	}
}

static size_t insert_ipv6(uint8_t *frame, size_t len, size_t max, size_t at, struct chance *c)
{
	const uint8_t kind = CHANCE_OF(headers, c);
	const size_t n = kind == PROTO_FRAGMENT ? 8 : 8 * (1 + chance_below(c, 4));

	if (len < at + 40 || !open_room(frame, len, max, at + 40, n))
		return len;
	frame[at + 40] = frame[at + 6];
	frame[at + 6] = kind;
	if (kind != PROTO_FRAGMENT)
		frame[at + 41] = n / 8 - 1;
	fill_header(frame + at + 40, n, kind, c);
	return len + n;
}

size_t frame_insert(uint8_t *frame, size_t len, size_t max, struct chance *c)
{
	const size_t at = frame_network(frame, len);
	const bool tcp = chance_below(c, 2);

	if (len < at + 20 || len >= max)
		return len;
	if (frame[at] >> 4 == 4) {
		if (tcp && frame[at + 9] == PROTO_TCP)
			return insert_tcp(frame, len, max, at + (frame[at] & 15) * 4u, c);
		return insert_ipv4(frame, len, max, at, c);
	}
	if (frame[at] >> 4 == 6) {
		if (tcp && frame[at + 6] == PROTO_TCP)
			return insert_tcp(frame, len, max, at + 40, c);
		return insert_ipv6(frame, len, max, at, c);
	}
	return len;
}
