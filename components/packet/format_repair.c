/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Lengths and checksums made right (RFC 791, 1071, 8200). */
#include "components/packet/format_frame.h"

enum { TYPE_IPV4 = 0x0800, TYPE_IPV6 = 0x86dd, TYPE_VLAN = 0x8100 };
enum { ICMP = 1, TCP = 6, UDP = 17, ROUTING = 43, FRAGMENT = 44, ICMPV6 = 58, DESTINATION = 60 };

static uint32_t get16(const uint8_t *at)
{
	return at[0] << 8 | at[1];
}

static void put16(uint8_t *to, uint32_t v)
{
	to[0] = v >> 8;
	to[1] = v;
}

static uint64_t sum(uint64_t s, const uint8_t *at, size_t len)
{
	for (; len > 1; at += 2, len -= 2)
		s += get16(at);
	return len ? s + (at[0] << 8) : s;
}

static uint32_t fold(uint64_t s)
{
	while (s >> 16)
		s = (s & 0xffff) + (s >> 16);
	return ~s & 0xffff;
}

/* The header within IP; `pseudo` is the sum of the addresses, or 0 with none. */
static void repair_inner(uint8_t *at, size_t len, uint32_t proto, uint64_t pseudo)
{
	const size_t where = proto == TCP ? 16 : proto == UDP ? 6 : 2;

	if ((proto != TCP && proto != UDP && proto != ICMP && proto != ICMPV6) || len < where + 2)
		return;
	if (proto == UDP)
		put16(at + 4, len);
	if (proto != ICMP)
		pseudo += proto + len;
	else
		pseudo = 0;
	put16(at + where, 0);
	put16(at + where, fold(sum(pseudo, at, len)));
}

static void repair_ipv4(uint8_t *at, size_t len)
{
	const size_t head = len < 20 ? 0 : (at[0] & 15) * 4u;

	if (head < 20 || head > len)
		return;
	put16(at + 2, len);
	put16(at + 10, 0);
	put16(at + 10, fold(sum(0, at, head)));
	if (!(get16(at + 6) & 0x3fff)) /* no fragment */
		repair_inner(at + head, len - head, at[9], sum(0, at + 12, 8));
}

static void repair_ipv6(uint8_t *at, size_t len)
{
	uint64_t pseudo;
	uint32_t next;

	if (len < 40)
		return;
	put16(at + 4, len - 40);
	pseudo = sum(0, at + 8, 32);
	next = at[6];
	at += 40;
	len -= 40;
	while ((next == 0 || next == ROUTING || next == DESTINATION) && len >= 8 + at[1] * 8u) {
		const size_t n = 8 + at[1] * 8u;

		next = at[0];
		at += n;
		len -= n;
	}
	repair_inner(at, len, next, pseudo);
}

void frame_repair(uint8_t *frame, size_t len)
{
	size_t at = 14;

	while (len > at + 4 && get16(frame + at - 2) == TYPE_VLAN)
		at += 4;
	if (len < at)
		return;
	if (get16(frame + at - 2) == TYPE_IPV4)
		repair_ipv4(frame + at, len - at);
	else if (get16(frame + at - 2) == TYPE_IPV6)
		repair_ipv6(frame + at, len - at);
}
