/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Ethernet in UDP: VXLAN (RFC 7348) and Geneve (RFC 8926). */
#include "cases/net/site.h"

#define NETWORK 0x010203
#define MAC "02:00:00:00:09:01"
#define FAR "02:00:00:00:09:02"

/* The first 8 bytes of the payload; both have the network's number in the same place. */
struct over {
	const char *type;
	uint16_t port;
	uint8_t head[8];
};
static const struct over vxlan = { "vxlan", 4789, { 0x08, 0, 0, 0, 1, 2, 3, 0 } };
static const struct over geneve = { "geneve", 6081, { 0, 0, 0x65, 0x58, 1, 2, 3, 0 } };

static void tunnel(struct site *s, const struct over *o)
{
	REQUIRE_OK(net_link_add(s->k, "tun", o->type, .key = NETWORK, .addr = MAC,
	    .remote = s->f->peer, .port = o->port));
	REQUIRE_OK(net_link_up(s->k, "tun"));
	REQUIRE_OK(net_addr(s->k, "tun", "172.16.0.1/24"));
	REQUIRE_OK(net_neigh(s->k, "tun", "172.16.0.2", FAR));
	kern_advance(s->k, net_seconds(5));
	peer_forget(s->p);
}

/* Whether the tunnel asks for routers (RFC 4861), as it does when chance says so. */
static bool solicits(const struct packet *got)
{
	struct packet in;

	return got->len > 8 && packet_read(&in, got->data + 8, got->len - 8) && in.kind == ICMP &&
	       in.number[F_ICMP_TYPE] == 133;
}

/* Sends an echo in a tunnel; what it answers, or NULL. */
static const struct packet *echo(struct site *s, const struct over *o, const uint8_t head[8])
{
	uint8_t data[256];
	const size_t len =
	    packet_make(data + 8, ICMP, P_ETH_SRC(FAR), P_ETH_DST(MAC), P_SRC("172.16.0.2"),
		P_DST("172.16.0.1"), P_ICMP_TYPE(8), P_ECHO_ID(3), P_TEXT("hello"));
	const struct packet *got;

	memcpy(data, head, 8);
	peer_send(s->p, UDP, P_SPORT(9999), P_DPORT(o->port), P_DATA(data, 8 + len));
	while ((got = peer_next(s->p, net_ms(100))))
		if (got->kind == UDP && got->number[F_DPORT] == o->port && !solicits(got))
			return got;
	return NULL;
}

static void through(struct site *s, const struct over *o)
{
	const struct packet *got;
	struct packet in;

	tunnel(s, o);
	got = echo(s, o, o->head);
	REQUIRE(got);
	REQUIRE_MEMEQ(o->head, got->data, 8);
	REQUIRE(packet_read(&in, got->data + 8, got->len - 8));
	REQUIRE_STREQ("", packet_differs(&in, ICMP,
			      PACKET_FIELDS(P_ETH_SRC(MAC), P_ETH_DST(FAR), P_ICMP_TYPE(0),
				  P_ECHO_ID(3), P_TEXT("hello"))));
}

/* With another network's number, without one, or cut. */
static void others(struct site *s, const struct over *o)
{
	uint8_t head[8];

	tunnel(s, o);
	memcpy(head, o->head, sizeof(head));
	head[6] ^= 1;
	REQUIRE(!echo(s, o, head));
	memcpy(head, o->head, sizeof(head));
	head[0] ^= 0xc8; /* no number in VXLAN, another version in Geneve */
	REQUIRE(!echo(s, o, head));
	for (size_t len = 0; len < 8 + 14; len++) {
		uint8_t data[64] = { 0 };

		memcpy(data, o->head, 8);
		peer_send(s->p, UDP, P_DPORT(o->port), P_DATA(data, len));
	}
	REQUIRE(echo(s, o, o->head));
}

BOTH_WITH("vxlan ipv4 ipv6", vxlan, "an echo in VXLAN is answered in it")
{
	through(s, &vxlan);
}

BOTH_WITH("geneve ipv4 ipv6", geneve, "an echo in Geneve is answered in it")
{
	through(s, &geneve);
}

BOTH_WITH("vxlan ipv4 ipv6", vxlan_others,
    "what is of another network, or short, is not for this one")
{
	others(s, &vxlan);
}

BOTH_WITH("geneve ipv4 ipv6", geneve_others,
    "what is of another network, or short, is not for this one")
{
	others(s, &geneve);
}
