/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the writer and the reader of packets share. */
#ifndef RUMPUS_PACKET_BYTES_H
#define RUMPUS_PACKET_BYTES_H

#include "harness/packet.h"
#include "harness/protocol.h"

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
