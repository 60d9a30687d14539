/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Filters of frames: by wire, protocol, length, and by bytes. */
#include <ctype.h>
#include <string.h>

#include "rumpuser/fault/layer.h"
#include "rumpuser/fault/scan.h"

enum fault_proto {
	PROTO_ARP,
	PROTO_IPV4,
	PROTO_IPV6,
	PROTO_ICMP,
	PROTO_ICMPV6,
	PROTO_TCP,
	PROTO_UDP,
	PROTOS
};

static const char *const protos[PROTOS] = {
	[PROTO_ARP] = "arp",
	[PROTO_IPV4] = "ipv4",
	[PROTO_IPV6] = "ipv6",
	[PROTO_ICMP] = "icmp",
	[PROTO_ICMPV6] = "icmpv6",
	[PROTO_TCP] = "tcp",
	[PROTO_UDP] = "udp",
};

/* -- what a frame is: types of IEEE 802.3, numbers of the registry of IANA -- */

enum { TYPE_IPV4 = 0x0800, TYPE_ARP = 0x0806, TYPE_IPV6 = 0x86dd, TYPE_VLAN = 0x8100 };

static bool has_proto(const uint8_t *frame, uint64_t len, uint32_t proto)
{
	uint64_t at = HYP_WIRE_HEADER;
	uint32_t type, next;

	if (len < at)
		return false;
	type = frame[at - 2] << 8 | frame[at - 1];
	if (type == TYPE_VLAN && len >= at + 4) {
		at += 4;
		type = frame[at - 2] << 8 | frame[at - 1];
	}
	if (proto <= PROTO_IPV6)
		return type == (proto == PROTO_ARP       ? TYPE_ARP
				   : proto == PROTO_IPV4 ? TYPE_IPV4
							 : TYPE_IPV6);
	if (type == TYPE_IPV4 && len > at + 9)
		next = frame[at + 9];
	else if (type == TYPE_IPV6 && len > at + 6)
		next = frame[at + 6];
	else
		return false;
	return next == (proto == PROTO_ICMP     ? 1
			   : proto == PROTO_TCP ? 6
			   : proto == PROTO_UDP ? 17
						: 58);
}

bool fault_match(const struct fault_match *m, const uint8_t *frame, uint64_t len)
{
	if (len < m->len || len > m->len_end)
		return false;
	if (m->proto != FAULT_ANY && !has_proto(frame, len, m->proto))
		return false;
	if (m->bytes && m->at + m->bytes > len)
		return false;
	for (uint32_t i = 0; i < m->bytes; i++)
		if ((frame[m->at + i] & m->mask[i]) != (m->value[i] & m->mask[i]))
			return false;
	return true;
}

/* -- the grammar -- */

static bool is_frame(struct scan *s, const struct fault_rule *r, const char *place)
{
	if (!(r->calls & ~FAULT_FRAME))
		return true;
	return scan_wrong(s, place, "%s has no frames; expected no such filter",
	    fault_call_name(r->calls));
}

bool fault_parse_wire(struct scan *s, struct fault_rule *r, const char *place)
{
	uint64_t dev;

	if (!is_frame(s, r, place) || !scan_number(s, &dev, "the number of a wire"))
		return false;
	if (dev >= FAULT_WIRES)
		return scan_wrong(s, place, "wire %llu; expected 0 to %d", (unsigned long long)dev,
		    FAULT_WIRES - 1);
	r->dev = dev;
	return true;
}

bool fault_parse_proto(struct scan *s, struct fault_rule *r, const char *place)
{
	const char *word;
	size_t len = scan_word(s, &word);

	for (uint32_t i = 0; i < PROTOS; i++)
		if (strlen(protos[i]) == len && !memcmp(protos[i], word, len))
			r->match.proto = i;
	if (r->match.proto == FAULT_ANY)
		return scan_wrong(s, word,
		    "no protocol; expected arp, ipv4, ipv6, icmp, icmpv6, tcp or udp");
	return is_frame(s, r, place);
}

bool fault_parse_len(struct scan *s, struct fault_rule *r, const char *place)
{
	uint64_t from, to;

	if (!is_frame(s, r, place) || !scan_number(s, &from, "a number of bytes"))
		return false;
	to = from;
	if (scan_dots(s)) {
		to = FAULT_FRAME_MAX;
		if (*s->at >= '0' && *s->at <= '9' && !scan_number(s, &to, "a number of bytes"))
			return false;
	}
	if (to < from || to > FAULT_FRAME_MAX)
		return scan_wrong(s, place,
		    "frames of %llu..%llu bytes; expected the lower number first, and %d at most",
		    (unsigned long long)from, (unsigned long long)to, FAULT_FRAME_MAX);
	r->match.len = from;
	r->match.len_end = to;
	return true;
}

static int digit(char c)
{
	if (isdigit((unsigned char)c))
		return c - '0';
	return isxdigit((unsigned char)c) ? (c | 32) - 'a' + 10 : -1;
}

/* Pairs of hexadecimal digits; how many, or 0 with what is wrong. */
static uint32_t parse_hex(struct scan *s, uint8_t to[FAULT_BYTES])
{
	const char *start = s->at;
	uint32_t n = 0;

	while (n < FAULT_BYTES && digit(s->at[0]) >= 0 && digit(s->at[1]) >= 0) {
		to[n++] = 16 * digit(s->at[0]) + digit(s->at[1]);
		s->at += 2;
	}
	if (n && digit(s->at[0]) < 0)
		return n;
	scan_wrong(s, start, "expected 1 to %d bytes as pairs of hexadecimal digits", FAULT_BYTES);
	return 0;
}

bool fault_parse_at(struct scan *s, struct fault_rule *r, const char *place)
{
	struct fault_match *m = &r->match;
	uint64_t at;

	if (!is_frame(s, r, place) || !scan_number(s, &at, "where in the frame the bytes are") ||
	    !scan_expect(s, ':', "before the bytes"))
		return false;
	if (at >= FAULT_FRAME_MAX)
		return scan_wrong(s, place, "byte %llu of a frame; expected %d at most",
		    (unsigned long long)at, FAULT_FRAME_MAX - 1);
	m->at = at;
	m->bytes = parse_hex(s, m->value);
	memset(m->mask, 0xff, sizeof(m->mask));
	place = s->at;
	if (m->bytes && scan_take(s, '/') && parse_hex(s, m->mask) != m->bytes)
		return scan_wrong(s, place, "a mask of another length; expected %u bytes",
		    m->bytes);
	return m->bytes != 0 && !s->failed;
}
