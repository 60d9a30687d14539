/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Packets put together. */
#include <string.h>

#include "harness/packet_bytes.h"

uint16_t packet_check(const struct packet *p, uint32_t proto, const uint8_t *at, size_t len)
{
	const size_t n = p->six ? 16 : 4;
	uint64_t sum = 0;

	if (p->six || proto != PROTO_ICMP) {
		sum = packet_sum(sum, p->address[A_SRC], n);
		sum = packet_sum(sum, p->address[A_DST], n);
		sum += proto + len;
	}
	return packet_fold(packet_sum(sum, at, len));
}

static uint64_t number(const struct packet *p, enum packet_number f, uint64_t otherwise)
{
	return packet_has(p, f) ? p->number[f] : otherwise;
}

static size_t put_ethernet(const struct packet *p, uint8_t *to, uint32_t type)
{
	size_t n = 12;

	memcpy(to, p->address[A_ETH_DST], 6);
	memcpy(to + 6, p->address[A_ETH_SRC], 6);
	if (packet_has(p, F_VLAN)) {
		put16(to + n, TYPE_VLAN);
		put16(to + n + 2, p->number[F_VLAN]);
		n += 4;
	}
	put16(to + n, number(p, F_TYPE, type));
	return n + 2;
}

static size_t put_arp(const struct packet *p, uint8_t *to)
{
	put16(to, 1); /* Ethernet */
	put16(to + 2, TYPE_IPV4);
	to[4] = 6;
	to[5] = 4;
	put16(to + 6, number(p, F_OP, 1));
	memcpy(to + 8, p->address[A_ARP_SRC], 6);
	memcpy(to + 14, p->address[A_SRC], 4);
	memcpy(to + 18, p->address[A_ARP_DST], 6);
	memcpy(to + 24, p->address[A_DST], 4);
	return 28;
}

/* -- what is within IP -- */

static size_t put_udp(const struct packet *p, uint8_t *to)
{
	put16(to, p->number[F_SPORT]);
	put16(to + 2, p->number[F_DPORT]);
	put16(to + 4, 8 + p->len);
	put16(to + 6, 0);
	return 8;
}

static size_t put_icmp(const struct packet *p, uint8_t *to)
{
	to[0] = p->number[F_ICMP_TYPE];
	to[1] = p->number[F_CODE];
	memset(to + 2, 0, 6);
	if (packet_is_echo(p)) {
		put16(to + 4, p->number[F_ECHO_ID]);
		put16(to + 6, p->number[F_ECHO_SEQ]);
	} else if (p->has_address >> A_GATEWAY & 1) {
		memcpy(to + 4, p->address[A_GATEWAY], 4);
	} else if (packet_has(p, F_MTU)) {
		put32(to + 4, p->number[F_MTU]);
	}
	if (!packet_is_nd(p))
		return 8;
	if (p->number[F_ICMP_TYPE] == ICMPV6_ADVERTISE)
		to[4] = p->address[A_DST][0] == 0xff ? 0x20 : 0x60; /* override; solicited */
	memcpy(to + 8, p->address[A_TARGET], 16);
	if (!(p->has_address >> A_LLADDR & 1))
		return 24;
	to[24] = p->number[F_ICMP_TYPE] == ICMPV6_SOLICIT ? 1 : 2;
	to[25] = 1; /* times 8 bytes */
	memcpy(to + 26, p->address[A_LLADDR], 6);
	return 32;
}

static size_t put_tcp_options(const struct packet *p, uint8_t *to)
{
	size_t n = 0;

	if (packet_has(p, F_MSS)) {
		to[n] = OPT_MSS;
		to[n + 1] = 4;
		put16(to + n + 2, p->number[F_MSS]);
		n += 4;
	}
	if (packet_has(p, F_SACK_OK)) {
		to[n++] = OPT_SACK_OK;
		to[n++] = 2;
	}
	if (packet_has(p, F_TS_VAL)) {
		to[n] = OPT_TIMESTAMP;
		to[n + 1] = 10;
		put32(to + n + 2, p->number[F_TS_VAL]);
		put32(to + n + 6, p->number[F_TS_ECR]);
		n += 10;
	}
	if (packet_has(p, F_WSCALE)) {
		to[n++] = OPT_WSCALE;
		to[n++] = 3;
		to[n++] = p->number[F_WSCALE];
	}
	if (packet_has(p, F_SACK_FROM)) {
		to[n] = OPT_SACK;
		to[n + 1] = 10;
		put32(to + n + 2, p->number[F_SACK_FROM]);
		put32(to + n + 6, p->number[F_SACK_TO]);
		n += 10;
	}
	while (n % 4)
		to[n++] = OPT_END;
	return n;
}

static size_t put_tcp(const struct packet *p, uint8_t *to)
{
	const size_t n = 20 + put_tcp_options(p, to + 20);

	put16(to, p->number[F_SPORT]);
	put16(to + 2, p->number[F_DPORT]);
	put32(to + 4, p->number[F_SEQ]);
	put32(to + 8, p->number[F_ACK]);
	to[12] = n / 4 << 4;
	to[13] = p->number[F_FLAGS];
	put16(to + 14, number(p, F_WIN, 65535));
	put16(to + 16, 0);
	put16(to + 18, p->number[F_URGENT]);
	return n;
}

/* Header, payload and checksum; the length. */
static size_t put_inner(const struct packet *p, uint8_t *to, uint32_t proto)
{
	size_t head = 0, sum_at = 0;
	const bool first = !p->number[F_OFFSET];

	if (p->kind == UDP && first) {
		head = put_udp(p, to);
		sum_at = 6;
	} else if (p->kind == TCP && first) {
		head = put_tcp(p, to);
		sum_at = 16;
	} else if (p->kind == ICMP && first) {
		head = put_icmp(p, to);
		sum_at = 2;
	}
	if (p->data)
		memcpy(to + head, p->data, p->len);
	else
		memset(to + head, 0, p->len);
	if (sum_at)
		put16(to + sum_at, number(p, F_CSUM, packet_check(p, proto, to, head + p->len)));
	return head + p->len;
}

/* -- IP -- */

static void put_ipv4(const struct packet *p, uint8_t *to, uint32_t proto, size_t inner)
{
	const uint32_t flags = p->number[F_DF] << 14 | p->number[F_MORE] << 13;

	to[0] = 0x45;
	to[1] = p->number[F_TOS];
	put16(to + 2, 20 + inner);
	put16(to + 4, p->number[F_ID]);
	put16(to + 6, flags | p->number[F_OFFSET] / 8);
	to[8] = number(p, F_TTL, 64);
	to[9] = proto;
	put16(to + 10, 0);
	memcpy(to + 12, p->address[A_SRC], 4);
	memcpy(to + 16, p->address[A_DST], 4);
	put16(to + 10, number(p, F_IP_CSUM, packet_fold(packet_sum(0, to, 20))));
}

static bool is_fragment6(const struct packet *p)
{
	return p->six && (packet_has(p, F_OFFSET) || packet_has(p, F_MORE));
}

static void put_ipv6(const struct packet *p, uint8_t *to, uint32_t proto, size_t inner)
{
	const bool fragment = is_fragment6(p);

	put32(to, 6u << 28 | (uint32_t)p->number[F_TOS] << 20);
	put16(to + 4, inner + (fragment ? 8 : 0));
	to[6] = fragment ? PROTO_FRAGMENT : proto;
	to[7] = number(p, F_TTL, packet_is_nd(p) ? 255 : 64);
	memcpy(to + 8, p->address[A_SRC], 16);
	memcpy(to + 24, p->address[A_DST], 16);
	if (!fragment)
		return;
	to[40] = proto;
	to[41] = 0;
	put16(to + 42, p->number[F_OFFSET] | p->number[F_MORE]);
	put32(to + 44, p->number[F_ID]);
}

static uint32_t proto_of(const struct packet *p)
{
	switch (p->kind) {
	case UDP:
		return PROTO_UDP;
	case TCP:
		return PROTO_TCP;
	case ICMP:
		return p->six ? PROTO_ICMPV6 : PROTO_ICMP;
	default:
		return p->number[F_PROTO];
	}
}

size_t packet_write(const struct packet *p, uint8_t *to)
{
	const uint32_t proto = number(p, F_PROTO, proto_of(p));
	const size_t ip = p->six ? (is_fragment6(p) ? 48 : 40) : 20;
	size_t n, inner;

	if (p->len > PACKET_MAX - 128)
		harness_failf("packet: a payload of %zu bytes; expected %d at most", p->len,
		    PACKET_MAX - 128);
	if (p->kind == ARP) {
		n = put_ethernet(p, to, TYPE_ARP);
		return n + put_arp(p, to + n);
	}
	if (p->kind == ETHERNET) {
		n = put_ethernet(p, to, TYPE_IPV4);
		return n + put_inner(p, to + n, 0);
	}
	n = put_ethernet(p, to, p->six ? TYPE_IPV6 : TYPE_IPV4);
	inner = put_inner(p, to + n + ip, proto);
	if (p->six)
		put_ipv6(p, to + n, proto, inner);
	else
		put_ipv4(p, to + n, proto, inner);
	return n + ip + inner;
}
