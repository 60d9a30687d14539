/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The tunnels that the kernel of this target has, as who makes them and the mutators know
 * them: each ends at the kernel's address of its family, and at the peer's. */
#ifndef COMPONENTS_TUNNELS_TUNNEL_LAYOUT_H
#define COMPONENTS_TUNNELS_TUNNEL_LAYOUT_H

#include "components/packet/frame_layout.h"

enum tunnel_flag {
	TUNNEL_SEQ = 0x10, /* of GRE: the bits of its header */
	TUNNEL_KEY = 0x20,
	TUNNEL_CSUM = 0x80,
};

struct tunnel {
	const char *dev, *type; /* without dev: the one before takes this, too */
	bool six; /* its outer header */
	uint8_t proto;
	uint8_t flags;    /* enum tunnel_flag */
	uint16_t carries; /* in the header of GRE and Geneve; 0: as the packet is */
	uint16_t port;    /* of UDP */
	uint32_t key;     /* or the number of the network */
	bool frames;      /* it carries those, and not packets */
};

static const struct tunnel tunnels[] __attribute__((unused)) = {
	{ "ipip1", "ipip", .proto = PROTO_IPIP },
	{ "sit1", "sit", .proto = PROTO_IPV6 },
	{ "gre1", "gre", .proto = PROTO_GRE },
	{ "gre2", "gre", .proto = PROTO_GRE, .key = 7,
	    .flags = TUNNEL_KEY | TUNNEL_CSUM | TUNNEL_SEQ },
	{ "tap1", "gretap", .proto = PROTO_GRE, .key = 9, .flags = TUNNEL_KEY, .frames = true,
	    .carries = TYPE_ETHERNET },
	{ "ers1", "erspan", .proto = PROTO_GRE, .key = 5, .flags = TUNNEL_SEQ, .frames = true,
	    .carries = TYPE_ERSPAN },
	{ "vx1", "vxlan", .proto = PROTO_UDP, .port = PORT_VXLAN, .key = 1, .frames = true },
	{ "gnv1", "geneve", .proto = PROTO_UDP, .port = PORT_GENEVE, .key = 1, .frames = true,
	    .carries = TYPE_ETHERNET },
	{ "six1", "ip6tnl", .six = true, .proto = PROTO_IPIP },
	{ NULL, "ip6tnl", .six = true, .proto = PROTO_IPV6 },
	{ "gre6", "ip6gre", .six = true, .proto = PROTO_GRE },
	{ "tap6", "ip6gretap", .six = true, .proto = PROTO_GRE, .key = 9, .flags = TUNNEL_KEY,
	    .frames = true, .carries = TYPE_ETHERNET },
	{ "vx6", "vxlan", .six = true, .proto = PROTO_UDP, .port = PORT_VXLAN, .key = 2,
	    .frames = true },
	{ "gnv6", "geneve", .six = true, .proto = PROTO_UDP, .port = PORT_GENEVE, .key = 2,
	    .frames = true, .carries = TYPE_ETHERNET },
};
#define TUNNELS (sizeof(tunnels) / sizeof(tunnels[0]))

#endif
