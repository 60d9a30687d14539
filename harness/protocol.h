/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Numbers of the protocols, bytes in the order of the network, and the sum of the
 * internet's checksums.  Knows no packets: mutators are made with it, too. */
#ifndef RUMPUS_PROTOCOL_H
#define RUMPUS_PROTOCOL_H

#include <stddef.h>
#include <stdint.h>

enum {
	TYPE_IPV4 = 0x0800,
	TYPE_ARP = 0x0806,
	TYPE_ETHERNET = 0x6558, /* a frame, in a tunnel */
	TYPE_VLAN = 0x8100,
	TYPE_IPV6 = 0x86dd,
	TYPE_ERSPAN = 0x88be,   /* mirrored frames, behind a header of type II */
	TYPE_ERSPAN_3 = 0x22eb, /* and of type III */
	PROTO_HOPS = 0,         /* hop-by-hop options */
	PROTO_ICMP = 1,
	PROTO_IGMP = 2,
	PROTO_IPIP = 4,
	PROTO_TCP = 6,
	PROTO_UDP = 17,
	PROTO_IPV6 = 41,
	PROTO_ROUTING = 43,
	PROTO_FRAGMENT = 44,
	PROTO_GRE = 47,
	PROTO_ESP = 50,
	PROTO_AH = 51,
	PROTO_ICMPV6 = 58,
	PROTO_DESTINATION = 60,
	PROTO_UDPLITE = 136,
	PORT_IPSEC = 4500, /* ESP in UDP */
	PORT_VXLAN = 4789,
	PORT_GENEVE = 6081,
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
static inline uint64_t packet_sum(uint64_t sum, const uint8_t *at, size_t len)
{
	for (; len > 1; at += 2, len -= 2)
		sum += get16(at);
	return len ? sum + (at[0] << 8) : sum;
}

static inline uint16_t packet_fold(uint64_t sum)
{
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return ~sum;
}

/* A checksum tells of a word that was `old` and is `now` (RFC 1624): what to add to it. */
static inline uint64_t packet_change(uint16_t old, uint16_t now)
{
	return (uint16_t)~old + now;
}

static inline void packet_add_to_check(uint8_t *at, uint64_t change)
{
	put16(at, packet_fold((uint16_t)~get16(at) + change));
}

#endif
