/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Packets by the names of their fields, from Ethernet to TCP.
 *
 *	packet_make(buf, UDP, P_SRC("10.0.0.2"), P_DST("10.0.0.1"), P_SPORT(1), P_DPORT(7),
 *	    P_TEXT("hello"));
 *	packet_differ(frame, len, why, TCP, P_FLAGS(P_SYN | P_ACK), P_MSS(1460));
 *
 * The rule everything rests on: one table of fields serves both ways.  A field that is
 * not named is, in a packet that is made, what a packet of its kind has as a rule
 * (lengths and checksums are right), and in one that is looked at, anything.
 *
 * Formats: Ethernet (IEEE 802.3), 802.1Q; ARP (RFC 826); IPv4 (RFC 791), IPv6 (RFC 8200);
 * ICMP (RFC 792), ICMPv6 (RFC 4443) and neighbour discovery (RFC 4861); UDP (RFC 768);
 * TCP (RFC 9293), its options MSS, window scale, SACK and timestamps (RFC 7323, 2018).
 */
#ifndef RUMPUS_PACKET_H
#define RUMPUS_PACKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "harness/net.h"

#define PACKET_MAX 65535 /* bytes of one that is made */

/* The innermost header. */
enum packet_kind {
	ETHERNET, /* P_TYPE, and a payload */
	ARP,
	IP, /* P_PROTO, and a payload */
	ICMP,
	UDP,
	TCP,
};

enum packet_flag {
	P_FIN = 1,
	P_SYN = 2,
	P_RST = 4,
	P_PSH = 8,
	P_ACK = 16,
	P_URG = 32,
	P_ECE = 64,
	P_CWR = 128,
};

/* The fields that are numbers, with the macros that name them. */
enum packet_number {
	F_VLAN,   /* the tag; absent where it is not named */
	F_TYPE,   /* of Ethernet */
	F_PROTO,  /* of IP: the protocol or next header */
	F_TTL,    /* or hop limit; 64, for neighbour discovery 255 */
	F_TOS,    /* or traffic class */
	F_ID,     /* of IP; in IPv6 of the fragment header */
	F_OFFSET, /* of a fragment, bytes */
	F_MORE,   /* fragments follow: 1 */
	F_DF,     /* is not to be fragmented: 1 */
	F_OP,     /* of ARP: 1 asks, 2 answers */
	F_ICMP_TYPE,
	F_CODE,
	F_ECHO_ID,
	F_ECHO_SEQ,
	F_MTU, /* of ICMP */
	F_SPORT,
	F_DPORT,
	F_SEQ,
	F_ACK,
	F_FLAGS, /* enum packet_flag */
	F_WIN,   /* 65535 */
	F_URGENT,
	F_MSS,
	F_WSCALE,
	F_SACK_OK, /* 1 */
	F_SACK_FROM,
	F_SACK_TO,
	F_TS_VAL,
	F_TS_ECR,
	F_CSUM,    /* of the innermost header; wrong, as a rule */
	F_IP_CSUM, /* of IPv4 */
	F_LEN,     /* of the payload, bytes; what is made has zeroes */
	PACKET_NUMBERS
};

/* Those that are addresses: stations, then IP's. */
enum packet_address {
	A_ETH_SRC,
	A_ETH_DST,
	A_ARP_SRC,
	A_ARP_DST, /* stations, of ARP */
	A_LLADDR,  /* the option of neighbour discovery */
	A_SRC,
	A_DST,
	A_TARGET,  /* of neighbour discovery */
	A_GATEWAY, /* of an ICMP redirect */
	PACKET_ADDRESSES
};

/* One field, by one of the macros below; the last one of a list is all zero. */
struct packet_field {
	enum { FIELD_END, FIELD_NUMBER, FIELD_ADDRESS, FIELD_DATA } sort;
	int which;
	uint64_t number;
	const char *text; /* of an address */
	const void *data;
	size_t len;
};

#define P_NUMBER(w, v)                                            \
	{                                                         \
		.sort = FIELD_NUMBER, .which = (w), .number = (v) \
	}
#define P_ADDRESS(w, t)                                          \
	{                                                        \
		.sort = FIELD_ADDRESS, .which = (w), .text = (t) \
	}
#define P_VLAN(v) P_NUMBER(F_VLAN, v)
#define P_TYPE(v) P_NUMBER(F_TYPE, v)
#define P_PROTO(v) P_NUMBER(F_PROTO, v)
#define P_TTL(v) P_NUMBER(F_TTL, v)
#define P_TOS(v) P_NUMBER(F_TOS, v)
#define P_ID(v) P_NUMBER(F_ID, v)
#define P_OFFSET(v) P_NUMBER(F_OFFSET, v)
#define P_MORE(v) P_NUMBER(F_MORE, v)
#define P_DF(v) P_NUMBER(F_DF, v)
#define P_OP(v) P_NUMBER(F_OP, v)
#define P_ICMP_TYPE(v) P_NUMBER(F_ICMP_TYPE, v)
#define P_CODE(v) P_NUMBER(F_CODE, v)
#define P_ECHO_ID(v) P_NUMBER(F_ECHO_ID, v)
#define P_ECHO_SEQ(v) P_NUMBER(F_ECHO_SEQ, v)
#define P_MTU(v) P_NUMBER(F_MTU, v)
#define P_SPORT(v) P_NUMBER(F_SPORT, v)
#define P_DPORT(v) P_NUMBER(F_DPORT, v)
#define P_SEQ(v) P_NUMBER(F_SEQ, v)
#define P_ACKNO(v) P_NUMBER(F_ACK, v)
#define P_FLAGS(v) P_NUMBER(F_FLAGS, v)
#define P_WIN(v) P_NUMBER(F_WIN, v)
#define P_URGENT(v) P_NUMBER(F_URGENT, v)
#define P_MSS(v) P_NUMBER(F_MSS, v)
#define P_WSCALE(v) P_NUMBER(F_WSCALE, v)
#define P_SACK_OK(v) P_NUMBER(F_SACK_OK, v)
#define P_SACK(from, to) P_NUMBER(F_SACK_FROM, from), P_NUMBER(F_SACK_TO, to)
#define P_TIMESTAMP(val, ecr) P_NUMBER(F_TS_VAL, val), P_NUMBER(F_TS_ECR, ecr)
#define P_CSUM(v) P_NUMBER(F_CSUM, v)
#define P_IP_CSUM(v) P_NUMBER(F_IP_CSUM, v)
#define P_LEN(v) P_NUMBER(F_LEN, v)
#define P_ETH_SRC(t) P_ADDRESS(A_ETH_SRC, t)
#define P_ETH_DST(t) P_ADDRESS(A_ETH_DST, t)
#define P_ARP_SRC(t) P_ADDRESS(A_ARP_SRC, t)
#define P_ARP_DST(t) P_ADDRESS(A_ARP_DST, t)
#define P_LLADDR(t) P_ADDRESS(A_LLADDR, t)
#define P_SRC(t) P_ADDRESS(A_SRC, t)
#define P_DST(t) P_ADDRESS(A_DST, t)
#define P_TARGET(t) P_ADDRESS(A_TARGET, t)
#define P_GATEWAY(t) P_ADDRESS(A_GATEWAY, t)
#define P_DATA(d, l)                                        \
	{                                                   \
		.sort = FIELD_DATA, .data = (d), .len = (l) \
	}
#define P_TEXT(t) P_DATA(t, strlen(t))

/* A packet taken apart, or put together. */
struct packet {
	enum packet_kind kind;
	bool six;      /* IPv6; of ICMP, ICMPv6 */
	bool fragment; /* not the first: there is no header within IP */
	bool csum_wrong, ip_csum_wrong;
	uint64_t has, has_address; /* a bit for each field that is there */
	uint64_t number[PACKET_NUMBERS];
	uint8_t address[PACKET_ADDRESSES][16];
	const uint8_t *data; /* the payload */
	size_t len;
};

static inline bool packet_has(const struct packet *p, enum packet_number f)
{
	return p->has >> f & 1;
}

/* Names fields of a packet; a value that does not fit ends the case. */
void packet_set(struct packet *, const struct packet_field *);
/* Writes it as a frame of at most PACKET_MAX bytes; the length.  Addresses of IP tell
 * which version it is. */
size_t packet_write(const struct packet *, uint8_t *to);
/* Takes a frame apart; false: it is too short for what it says it is. */
bool packet_read(struct packet *, const uint8_t *frame, size_t len);
/* One line about it, by the names of its fields. */
void packet_text(const struct packet *, char *to, size_t len);
/* "" or what is other than the fields say, as "seq is 5; expected 1"; static. */
const char *packet_differs(const struct packet *, enum packet_kind, const struct packet_field *);

#define PACKET_FIELDS(...) ((const struct packet_field[]){ __VA_ARGS__, { 0 } })
/* Makes a frame; its length. */
#define packet_make(to, kind, ...) packet_make_((to), (kind), PACKET_FIELDS(__VA_ARGS__))
size_t packet_make_(uint8_t *to, enum packet_kind, const struct packet_field *);

#endif
