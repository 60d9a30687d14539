/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the mutators of frames and who runs them (frames.h) know of both: kinds of records,
 * addresses, and where headers lie in a frame. */
#ifndef COMPONENTS_PACKET_FRAME_LAYOUT_H
#define COMPONENTS_PACKET_FRAME_LAYOUT_H

#include "fuzz/input/records.h"

/* Kinds of records of targets that take frames. */
enum frame_kind {
	FRAME_ARRIVES,
	FRAME_PASS, /* so many ms pass */
	FRAME_USER, /* what the owner of a socket does, see frames.h */
};
/* In each file that needs it: the harness's side is also linked without the mutators. */
static const struct record_kind frame_kinds[] __attribute__((unused)) = {
	[FRAME_ARRIVES] = { "frame", false },
	[FRAME_PASS] = { "pass", true },
	[FRAME_USER] = { "user", true },
	{ NULL, false },
};

/* Stations of the kernel and of who sends, and their addresses: all such targets have
 * the same. */
#define FRAME_KERNEL_MAC "\x02\0\0\0\0\1"
#define FRAME_PEER_MAC "\x02\0\0\0\0\2"
#define FRAME_KERNEL_IP "\x0a\0\0\1"
#define FRAME_PEER_IP "\x0a\0\0\2"
#define FRAME_KERNEL_IP6 "\xfd\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1"
#define FRAME_PEER_IP6 "\xfd\0\0\0\0\0\0\0\0\0\0\0\0\0\0\2"

enum { ETHER_IPV4 = 0x0800, ETHER_VLAN = 0x8100, ETHER_IPV6 = 0x86dd };
enum {
	PROTO_HOPS = 0, /* hop-by-hop options */
	PROTO_ICMP = 1,
	PROTO_IGMP = 2,
	PROTO_IPIP = 4,
	PROTO_TCP = 6,
	PROTO_UDP = 17,
	PROTO_IPV6 = 41,
	PROTO_ROUTING = 43,
	PROTO_FRAGMENT = 44,
	PROTO_ICMPV6 = 58,
	PROTO_DESTINATION = 60,
	PROTO_UDPLITE = 136,
};

static inline uint32_t frame_get16(const uint8_t *at)
{
	return at[0] << 8 | at[1];
}

static inline void frame_put16(uint8_t *to, uint32_t v)
{
	to[0] = v >> 8;
	to[1] = v;
}

/* Where the header behind Ethernet and VLAN tags begins; past the end of a frame that is
 * too short. */
static inline size_t frame_network(const uint8_t *frame, size_t len)
{
	size_t at = 14;

	while (len >= at + 4 && frame_get16(frame + at - 2) == ETHER_VLAN)
		at += 4;
	return at;
}

#endif
