/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Routes, and what the network says of packets that it could not deliver. */
#include <linux/rtnetlink.h>

#include "cases/net/site.h"

/* The last packet of the peer, quoted from its IP header on as errors do; the length. */
static size_t quote(const struct packet *sent, uint8_t *to)
{
	static uint8_t frame[PACKET_MAX];
	size_t len = packet_write(sent, frame) - 14;

	len = len < 500 ? len : 500;
	memcpy(to, frame + 14, len);
	return len;
}

BOTH(no_route, "without a route there is ENETUNREACH")
{
	const int fd = site_socket(s, SOCK_DGRAM, 0);

	REQUIRE_EQ(-ENETUNREACH, sock_sendto(s->k, fd, "x", 1, at(s->f->far, 7)));
}

BOTH(gateway, "what is for a network behind a gateway goes to its station")
{
	const int fd = site_socket(s, SOCK_DGRAM, 0);

	REQUIRE_OK(net_route(s->k, s->f->far_net, .via = s->f->peer));
	REQUIRE_EQ(1, sock_sendto(s->k, fd, "x", 1, at(s->f->far, 7)));
	peer_expect(s->p, net_ms(100), UDP, P_ETH_DST(peer_mac(s->p)), P_DST(s->f->far),
	    P_TEXT("x"));
	REQUIRE_OK(net_route_del(s->k, s->f->far_net, .via = s->f->peer));
	REQUIRE_EQ(-ENETUNREACH, sock_sendto(s->k, fd, "x", 1, at(s->f->far, 7)));
}

BOTH(blackhole, "a route may lead nowhere")
{
	const int fd = site_socket(s, SOCK_DGRAM, 0);

	REQUIRE_OK(net_route(s->k, s->f->far_net, .type = RTN_BLACKHOLE));
	REQUIRE_EQ(-EINVAL, sock_sendto(s->k, fd, "x", 1, at(s->f->far, 7)));
}

BOTH(rule, "a rule chooses the table of routes")
{
	const int fd = site_socket(s, SOCK_DGRAM, 0);

	REQUIRE_OK(net_route(s->k, s->f->far_net, .via = s->f->peer, .table = 77));
	REQUIRE_EQ(-ENETUNREACH, sock_sendto(s->k, fd, "x", 1, at(s->f->far, 7)));
	REQUIRE_OK(net_rule(s->k, .to = s->f->far_net, .table = 77));
	REQUIRE_EQ(1, sock_sendto(s->k, fd, "x", 1, at(s->f->far, 7)));
	peer_expect(s->p, net_ms(100), UDP, P_DST(s->f->far));
}

BOTH(unreachable_tcp, "a SYN that is answered as unreachable is tried again")
{
	const struct family *f = s->f;
	const int fd = site_socket(s, SOCK_STREAM | SOCK_NONBLOCK, 0);
	uint8_t text[512];
	size_t len;

	REQUIRE_EQ(-EINPROGRESS, sock_connect(s->k, fd, at(f->peer, 7)));
	len = quote(peer_next(s->p, net_ms(100)), text);
	peer_send(s->p, ICMP, P_ICMP_TYPE(f->unreachable), P_CODE(f->six ? 3 : 1),
	    P_DATA(text, len));
	peer_expect(s->p, net_seconds(2), TCP, P_FLAGS(P_SYN));
}

/* A site that sends datagrams of 1300 bytes over a way that takes 1280 alone. */
static void narrow(struct site *s, int fd)
{
	static uint8_t data[1300];
	const struct family *f = s->f;
	uint8_t text[512];
	size_t len;

	REQUIRE_EQ(1300, sock_send(s->k, fd, data, sizeof(data), 0));
	len = quote(peer_next(s->p, net_ms(100)), text);
	peer_send(s->p, ICMP, P_ICMP_TYPE(f->six ? 2 : 3), P_CODE(f->six ? 0 : 4), P_MTU(1280),
	    P_DATA(text, len));
}

BOTH(path_mtu, "a way that takes less is learned, and the next datagram goes in fragments")
{
	static uint8_t data[1300];
	const int fd = site_socket(s, SOCK_DGRAM, 0);
	const struct packet *p;

	REQUIRE_OK(sock_connect(s->k, fd, at(s->f->peer, 7)));
	narrow(s, fd);
	REQUIRE_EQ(-EMSGSIZE, sock_error(s->k, fd));
	REQUIRE_EQ(1280, sock_get(s->k, fd, s->f->level, s->f->six ? IPV6_MTU : IP_MTU));
	REQUIRE_EQ(1300, sock_send(s->k, fd, data, sizeof(data), 0));
	p = peer_next(s->p, net_ms(100));
	REQUIRE(p && p->number[F_MORE]);
	REQUIRE_EQ(IPPROTO_UDP, p->number[F_PROTO]);
}

BOTH(path_mtu_ends, "what was learned of a way is forgotten after ten minutes")
{
	static uint8_t data[1300];
	const int fd = site_socket(s, SOCK_DGRAM, 0);

	REQUIRE_OK(sock_connect(s->k, fd, at(s->f->peer, 7)));
	narrow(s, fd);
	REQUIRE_EQ(-EMSGSIZE, sock_error(s->k, fd));
	kern_advance(s->k, net_seconds(700));
	REQUIRE_EQ(1300, sock_send(s->k, fd, data, sizeof(data), 0));
	peer_expect(s->p, net_ms(100), UDP, P_LEN(1300));
}

BOTH(forward, "a packet for another network is passed on, with one hop less")
{
	const struct family *f = s->f;

	REQUIRE_OK(
	    net_sysctl(s->k, f->six ? "net/ipv6/conf/all/forwarding" : "net/ipv4/ip_forward", "1"));
	REQUIRE_OK(net_sysctl(s->k, "net/ipv4/conf/all/send_redirects", "0"));
	REQUIRE_OK(net_sysctl(s->k, "net/ipv4/conf/eth0/send_redirects", "0"));
	REQUIRE_OK(net_neigh(s->k, s->eth, f->other, peer_mac(s->p)));
	REQUIRE_OK(net_route(s->k, f->far_net, .via = f->other));
	peer_send(s->p, UDP, P_DST(f->far), P_TTL(9), P_TEXT("x"));
	for (;;) { /* IPv6 also tells of a shorter way */
		const struct packet *p = peer_next(s->p, net_ms(100));

		REQUIRE(p);
		if (p->kind == ICMP)
			continue;
		REQUIRE_STREQ("",
		    packet_differs(p, UDP, PACKET_FIELDS(P_TTL(8), P_DST(f->far), P_TEXT("x"))));
		break;
	}
}

BOTH(hops, "a packet without hops left is not passed on, and its sender is told")
{
	const struct family *f = s->f;

	REQUIRE_OK(
	    net_sysctl(s->k, f->six ? "net/ipv6/conf/all/forwarding" : "net/ipv4/ip_forward", "1"));
	REQUIRE_OK(net_neigh(s->k, s->eth, f->other, peer_mac(s->p)));
	REQUIRE_OK(net_route(s->k, f->far_net, .via = f->other));
	peer_send(s->p, UDP, P_DST(f->far), P_TTL(1), P_TEXT("x"));
	peer_expect(s->p, net_ms(100), ICMP, P_ICMP_TYPE(f->six ? 3 : 11), P_CODE(0));
}

BOTH(not_forwarded, "a host passes nothing on")
{
	REQUIRE_OK(net_route(s->k, s->f->far_net, .via = s->f->other));
	peer_send(s->p, UDP, P_DST(s->f->far), P_TEXT("x"));
	peer_quiet(s->p, net_seconds(1));
}
