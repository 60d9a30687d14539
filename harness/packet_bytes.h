/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the writer and the reader of packets share: numbers of the protocols, and bytes. */
#ifndef RUMPUS_PACKET_BYTES_H
#define RUMPUS_PACKET_BYTES_H

#include "harness/packet.h"

enum {
	TYPE_IPV4 = 0x0800,
	TYPE_ARP = 0x0806,
	TYPE_VLAN = 0x8100,
	TYPE_IPV6 = 0x86dd,
	PROTO_ICMP = 1,
	PROTO_TCP = 6,
	PROTO_UDP = 17,
	PROTO_FRAGMENT = 44,
	PROTO_ICMPV6 = 58,
	ICMP_UNREACHABLE = 3,
	ICMP_NEEDS_FRAGMENTS = 4, /* a code of it */
	ICMP_REDIRECT = 5,
	ICMP_ECHO = 8,
	ICMP_ECHO_REPLY = 0,
	ICMPV6_TOO_BIG = 2,
	ICMPV6_ECHO = 128,
	ICMPV6_ECHO_REPLY = 129,
	ICMPV6_SOLICIT = 135, /* a neighbour */
	ICMPV6_ADVERTISE = 136,
	OPT_END = 0,
	OPT_NOP = 1,
	OPT_MSS = 2,
	OPT_WSCALE = 3,
	OPT_SACK_OK = 4,
	OPT_SACK = 5,
	OPT_TIMESTAMP = 8,
};

static inline void put16(uint8_t *to, uint32_t v)
{
	to[0] = v >> 8;
	to[1] = v;
}

static inline void put32(uint8_t *to, uint32_t v)
{
	put16(to, v >> 16);
	put16(to + 2, v);
}

static inline uint32_t get16(const uint8_t *at)
{
	return at[0] << 8 | at[1];
}

static inline uint32_t get32(const uint8_t *at)
{
	return get16(at) << 16 | get16(at + 2);
}

/* The sum of the internet's checksums (RFC 1071), carried on from `sum`; not folded. */
uint64_t packet_sum(uint64_t sum, const uint8_t *at, size_t len);
uint16_t packet_fold(uint64_t sum);
/* Of the innermost header: with the pseudo header of IP.  0 where it is right. */
uint16_t packet_check(const struct packet *, uint32_t proto, const uint8_t *at, size_t len);

/* True for an ICMP message with an identifier and a number. */
static inline bool packet_is_echo(const struct packet *p)
{
	const uint64_t type = p->number[F_ICMP_TYPE];

	return p->six ? type == ICMPV6_ECHO || type == ICMPV6_ECHO_REPLY
	              : type == ICMP_ECHO || type == ICMP_ECHO_REPLY;
}

/* True for one about a neighbour. */
static inline bool packet_is_nd(const struct packet *p)
{
	const uint64_t type = p->number[F_ICMP_TYPE];

	return p->six && (type == ICMPV6_SOLICIT || type == ICMPV6_ADVERTISE);
}

#endif
