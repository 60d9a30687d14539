/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Packets taken apart. */
#include <string.h>

#include "harness/packet_bytes.h"

static void note(struct packet *p, enum packet_number f, uint64_t value)
{
	p->has |= 1ull << f;
	p->number[f] = value;
}

static void note_address(struct packet *p, enum packet_address a, const uint8_t *at, size_t len)
{
	p->has_address |= 1ull << a;
	memcpy(p->address[a], at, len);
}

static bool rest(struct packet *p, const uint8_t *at, size_t len)
{
	p->data = at;
	p->len = len;
	note(p, F_LEN, len);
	return true;
}

static bool read_arp(struct packet *p, const uint8_t *at, size_t len)
{
	p->kind = ARP;
	if (len < 28)
		return false;
	note(p, F_OP, get16(at + 6));
	note_address(p, A_ARP_SRC, at + 8, 6);
	note_address(p, A_SRC, at + 14, 4);
	note_address(p, A_ARP_DST, at + 18, 6);
	note_address(p, A_DST, at + 24, 4);
	return rest(p, at + 28, len - 28);
}

/* -- what is within IP -- */

static void read_tcp_options(struct packet *p, const uint8_t *at, size_t len)
{
	while (len && *at != OPT_END) {
		const size_t n = *at == OPT_NOP ? 1 : len > 1 ? at[1] : 0;

		if (!n || n > len)
			return;
		if (*at == OPT_MSS && n == 4)
			note(p, F_MSS, get16(at + 2));
		else if (*at == OPT_WSCALE && n == 3)
			note(p, F_WSCALE, at[2]);
		else if (*at == OPT_SACK_OK)
			note(p, F_SACK_OK, 1);
		else if (*at == OPT_SACK && n >= 10) {
			note(p, F_SACK_FROM, get32(at + 2));
			note(p, F_SACK_TO, get32(at + 6));
		} else if (*at == OPT_TIMESTAMP && n == 10) {
			note(p, F_TS_VAL, get32(at + 2));
			note(p, F_TS_ECR, get32(at + 6));
		}
		at += n;
		len -= n;
	}
}

static bool read_tcp(struct packet *p, const uint8_t *at, size_t len)
{
	const size_t head = len < 20 ? 0 : at[12] >> 4 << 2;

	p->kind = TCP;
	if (head < 20 || head > len)
		return false;
	note(p, F_SPORT, get16(at));
	note(p, F_DPORT, get16(at + 2));
	note(p, F_SEQ, get32(at + 4));
	note(p, F_ACK, get32(at + 8));
	note(p, F_FLAGS, at[13]);
	note(p, F_WIN, get16(at + 14));
	note(p, F_CSUM, get16(at + 16));
	note(p, F_URGENT, get16(at + 18));
	read_tcp_options(p, at + 20, head - 20);
	return rest(p, at + head, len - head);
}

static bool read_udp(struct packet *p, const uint8_t *at, size_t len)
{
	p->kind = UDP;
	if (len < 8 || get16(at + 4) < 8 || get16(at + 4) > len)
		return false;
	note(p, F_SPORT, get16(at));
	note(p, F_DPORT, get16(at + 2));
	note(p, F_CSUM, get16(at + 6));
	return rest(p, at + 8, get16(at + 4) - 8);
}

static bool read_nd(struct packet *p, const uint8_t *at, size_t len)
{
	if (len < 24)
		return false;
	note_address(p, A_TARGET, at + 8, 16);
	if (len >= 32 && (at[24] == 1 || at[24] == 2) && at[25] == 1)
		note_address(p, A_LLADDR, at + 26, 6);
	return rest(p, at + 24, len - 24);
}

static bool read_icmp(struct packet *p, const uint8_t *at, size_t len)
{
	p->kind = ICMP;
	if (len < 8)
		return false;
	note(p, F_ICMP_TYPE, at[0]);
	note(p, F_CODE, at[1]);
	note(p, F_CSUM, get16(at + 2));
	if (packet_is_nd(p))
		return read_nd(p, at, len);
	if (packet_is_echo(p)) {
		note(p, F_ECHO_ID, get16(at + 4));
		note(p, F_ECHO_SEQ, get16(at + 6));
	} else if (!p->six && at[0] == ICMP_REDIRECT) {
		note_address(p, A_GATEWAY, at + 4, 4);
	} else if (p->six ? at[0] == ICMPV6_TOO_BIG
			  : at[0] == ICMP_UNREACHABLE && at[1] == ICMP_NEEDS_FRAGMENTS) {
		note(p, F_MTU, get32(at + 4));
	}
	return rest(p, at + 8, len - 8);
}

static bool read_inner(struct packet *p, uint32_t proto, const uint8_t *at, size_t len)
{
	bool whole = !p->number[F_MORE];
	bool ok;

	p->kind = IP;
	note(p, F_PROTO, proto);
	if (p->number[F_OFFSET]) {
		p->fragment = true;
		return rest(p, at, len);
	}
	if (proto == PROTO_TCP)
		ok = read_tcp(p, at, len);
	else if (proto == PROTO_UDP)
		ok = whole ? read_udp(p, at, len) : rest(p, at, len);
	else if (proto == (p->six ? PROTO_ICMPV6 : PROTO_ICMP))
		ok = read_icmp(p, at, len);
	else
		return rest(p, at, len);
	if (ok && whole && (p->kind != UDP || p->number[F_CSUM]))
		p->csum_wrong = packet_check(p, proto, at, len) != 0;
	return ok;
}

/* -- IP -- */

static bool read_ipv4(struct packet *p, const uint8_t *at, size_t len)
{
	const size_t head = len < 20 ? 0 : (at[0] & 15) * 4;
	size_t all;

	p->kind = IP;
	if (head < 20 || head > len || at[0] >> 4 != 4)
		return false;
	all = get16(at + 2);
	if (all < head || all > len)
		return false;
	note(p, F_TOS, at[1]);
	note(p, F_ID, get16(at + 4));
	note(p, F_DF, at[6] >> 6 & 1);
	note(p, F_MORE, at[6] >> 5 & 1);
	note(p, F_OFFSET, (get16(at + 6) & 0x1fff) * 8);
	note(p, F_TTL, at[8]);
	note(p, F_IP_CSUM, get16(at + 10));
	note_address(p, A_SRC, at + 12, 4);
	note_address(p, A_DST, at + 16, 4);
	p->ip_csum_wrong = packet_fold(packet_sum(0, at, head)) != 0;
	return read_inner(p, at[9], at + head, all - head);
}

static bool read_ipv6(struct packet *p, const uint8_t *at, size_t len)
{
	uint32_t next;

	p->kind = IP;
	p->six = true;
	if (len < 40 || at[0] >> 4 != 6 || get16(at + 4) > len - 40)
		return false;
	len = get16(at + 4);
	note(p, F_TOS, get32(at) >> 20 & 0xff);
	note(p, F_TTL, at[7]);
	note_address(p, A_SRC, at + 8, 16);
	note_address(p, A_DST, at + 24, 16);
	next = at[6];
	at += 40;
	while (next == 0 || next == 43 || next == 60) { /* options, of which a payload is none */
		const size_t n = len < 8 ? 0 : 8 + at[1] * 8u;

		if (!n || n > len)
			return false;
		next = at[0];
		at += n;
		len -= n;
	}
	if (next == PROTO_FRAGMENT) {
		if (len < 8)
			return false;
		note(p, F_OFFSET, get16(at + 2) & 0xfff8);
		note(p, F_MORE, at[3] & 1);
		note(p, F_ID, get32(at + 4));
		next = at[0];
		at += 8;
		len -= 8;
	}
	return read_inner(p, next, at, len);
}

bool packet_read(struct packet *p, const uint8_t *frame, size_t len)
{
	size_t at = 14;
	uint32_t type;

	memset(p, 0, sizeof(*p));
	if (len < at)
		return false;
	note_address(p, A_ETH_DST, frame, 6);
	note_address(p, A_ETH_SRC, frame + 6, 6);
	type = get16(frame + 12);
	if (type == TYPE_VLAN && len >= 18) {
		note(p, F_VLAN, get16(frame + 14) & 0xfff);
		type = get16(frame + 16);
		at = 18;
	}
	note(p, F_TYPE, type);
	if (type == TYPE_ARP)
		return read_arp(p, frame + at, len - at);
	if (type == TYPE_IPV4)
		return read_ipv4(p, frame + at, len - at);
	if (type == TYPE_IPV6)
		return read_ipv6(p, frame + at, len - at);
	return rest(p, frame + at, len - at);
}
