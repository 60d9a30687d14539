/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* nf_tables: what rules decide on packets that come in and go out. */
#include "cases/net/wall.h"

static bool arrives(struct site *s, int fd)
{
	return wall_passes(s, fd, s->f->peer);
}

BOTH_WITH("netfilter", accept, "what a rule accepts comes in, and all else the policy drops")
{
	const int yes = site_server(s, SOCK_DGRAM, 80), no = site_server(s, SOCK_DGRAM, 81);
	char got[8];

	wall_closed(s);
	REQUIRE(!arrives(s, yes));
	REQUIRE_OK(nft_rule(s->k, T, "in", N_PROTO(IPPROTO_UDP), N_DPORT(80), N_ACCEPT));
	REQUIRE(arrives(s, yes));
	peer_send(s->p, UDP, P_DPORT(81), P_TEXT("ping"));
	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, no, got, sizeof(got), MSG_DONTWAIT));
	peer_quiet(s->p, net_seconds(1));
}

BOTH_WITH("netfilter", drop, "what a rule drops gets no answer, and nothing else is dropped")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	wall_open(s);
	REQUIRE(arrives(s, fd));
	REQUIRE_OK(nft_rule(s->k, T, "in", N_SADDR(s->f->peer), N_DROP));
	REQUIRE(!arrives(s, fd));
	peer_quiet(s->p, net_seconds(1));
	REQUIRE(wall_passes(s, fd, s->f->other));
}

BOTH_WITH("netfilter", prefix, "a rule for a prefix is for each address in it, and for no other")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	wall_open(s);
	REQUIRE_OK(
	    nft_rule(s->k, T, "in", N_SADDR(s->f->six ? "fd00::2/127" : "10.0.0.2/31"), N_DROP));
	REQUIRE(!wall_passes(s, fd, s->f->peer));
	REQUIRE(!wall_passes(s, fd, s->f->other));
	REQUIRE(wall_passes(s, fd, s->f->six ? "fd00::4" : "10.0.0.4"));
}

BOTH_WITH("netfilter", reject_udp, "a datagram that is rejected is answered: port unreachable")
{
	wall_open(s);
	site_server(s, SOCK_DGRAM, 80);
	REQUIRE_OK(nft_rule(s->k, T, "in", N_PROTO(IPPROTO_UDP), N_REJECT));
	peer_send(s->p, UDP, P_TEXT("ping"));
	peer_expect(s->p, net_ms(1), ICMP, P_ICMP_TYPE(s->f->unreachable),
	    P_CODE(s->f->port_unreachable));
}

BOTH_WITH("netfilter", reject_tcp, "a connection that is rejected is answered by a reset")
{
	wall_open(s);
	site_server(s, SOCK_STREAM, 80);
	REQUIRE_OK(nft_rule(s->k, T, "in", N_PROTO(IPPROTO_TCP), N_REJECT_RST));
	peer_send(s->p, TCP, P_FLAGS(P_SYN), P_SEQ(0));
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_RST | P_ACK), P_ACKNO(1));
}

BOTH_WITH("netfilter", counter, "a counter has the packets and bytes that came to it")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);
	struct nft_count c;

	wall_open(s);
	REQUIRE_OK(nft_rule(s->k, T, "in", N_PROTO(IPPROTO_UDP), N_DPORT(80), N_COUNTER));
	for (int i = 0; i < 3; i++)
		REQUIRE(arrives(s, fd));
	peer_send(s->p, UDP, P_DPORT(81));
	c = nft_count(s->k, T, "in");
	REQUIRE_EQ(3, c.packets);
	REQUIRE_EQ(3 * (s->f->head + 8 + 4), c.bytes);
}

BOTH_WITH("netfilter", jump, "a chain is jumped to, and comes back but for a goto")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	wall_open(s);
	REQUIRE_OK(nft_chain(s->k, T, "back"));
	REQUIRE_OK(nft_chain(s->k, T, "gone"));
	REQUIRE_OK(nft_rule(s->k, T, "back", N_COUNTER, N_RETURN));
	REQUIRE_OK(nft_rule(s->k, T, "back", N_DROP));
	REQUIRE_OK(nft_rule(s->k, T, "gone", N_COUNTER));
	REQUIRE_OK(nft_rule(s->k, T, "in", N_PROTO(IPPROTO_UDP), N_JUMP("back")));
	REQUIRE_OK(nft_rule(s->k, T, "in", N_PROTO(IPPROTO_UDP), N_GOTO("gone")));
	REQUIRE_OK(nft_rule(s->k, T, "in", N_PROTO(IPPROTO_UDP), N_DROP));
	REQUIRE(arrives(s, fd));
	REQUIRE_EQ(1, nft_count(s->k, T, "back").packets);
	REQUIRE_EQ(1, nft_count(s->k, T, "gone").packets);
}

BOTH_WITH("netfilter", order, "chains of one hook come in the order of their priorities")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	wall_closed(s);
	REQUIRE_OK(nft_chain(s->k, T, "first", NFT_HOOK(NF_INET_LOCAL_IN), .priority = -1));
	REQUIRE_OK(nft_rule(s->k, T, "first", N_PROTO(IPPROTO_UDP), N_SET_MARK(7)));
	REQUIRE_OK(nft_chain(s->k, T, "last", NFT_HOOK(NF_INET_LOCAL_IN), .priority = 1));
	REQUIRE_OK(nft_rule(s->k, T, "last", N_PROTO(IPPROTO_UDP), N_COUNTER));
	REQUIRE_OK(nft_rule(s->k, T, "in", N_MARK(6), N_ACCEPT));
	REQUIRE(!arrives(s, fd));
	REQUIRE_EQ(0, nft_count(s->k, T, "last").packets);
	REQUIRE_OK(nft_rule(s->k, T, "in", N_MARK(7), N_ACCEPT));
	REQUIRE(arrives(s, fd));
	REQUIRE_EQ(1, nft_count(s->k, T, "last").packets);
}

BOTH_WITH("netfilter", interface, "a rule for an interface is for what comes from there")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	wall_open(s);
	REQUIRE_OK(nft_rule(s->k, T, "in", N_IIF("lo"), N_DROP));
	REQUIRE(arrives(s, fd));
	REQUIRE_OK(nft_rule(s->k, T, "in", N_IIF("eth0"), N_PROTO(IPPROTO_UDP), N_DROP));
	REQUIRE(!arrives(s, fd));
}

BOTH_WITH("netfilter", output, "what may not go out is an error of who sends it")
{
	const int fd = site_socket(s, SOCK_DGRAM, 0);

	REQUIRE_OK(nft_table(s->k, T));
	REQUIRE_OK(nft_chain(s->k, T, "out", NFT_HOOK(NF_INET_LOCAL_OUT)));
	REQUIRE_OK(nft_rule(s->k, T, "out", N_PROTO(IPPROTO_UDP), N_DPORT(7), N_DROP));
	REQUIRE_EQ(-EPERM, sock_sendto(s->k, fd, "ping", 4, at(s->f->peer, 7)));
	peer_quiet(s->p, net_seconds(1));
	REQUIRE_EQ(4, sock_sendto(s->k, fd, "ping", 4, at(s->f->peer, 8)));
	peer_expect(s->p, net_ms(1), UDP, P_DPORT(8), P_TEXT("ping"));
}

BOTH_WITH("netfilter", limit, "a rate lets a burst through, and then as many as time has passed")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	wall_closed(s);
	REQUIRE_OK(nft_rule(s->k, T, "in", N_PROTO(IPPROTO_UDP), N_LIMIT(1, 2), N_ACCEPT));
	REQUIRE(arrives(s, fd));
	REQUIRE(arrives(s, fd));
	REQUIRE(!arrives(s, fd));
	kern_advance(s->k, net_seconds(1));
	REQUIRE(arrives(s, fd));
	REQUIRE(!arrives(s, fd));
	kern_advance(s->k, net_seconds(3600));
	REQUIRE(arrives(s, fd));
	REQUIRE(arrives(s, fd));
	REQUIRE(!arrives(s, fd));
}

BOTH_WITH("netfilter", quota, "a quota lets so many bytes through, and no more")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);
	const uint32_t len = s->f->head + 8 + 4;

	wall_closed(s);
	REQUIRE_OK(nft_rule(s->k, T, "in", N_PROTO(IPPROTO_UDP), N_QUOTA(2 * len + 1), N_ACCEPT));
	REQUIRE(arrives(s, fd));
	REQUIRE(arrives(s, fd));
	REQUIRE(!arrives(s, fd));
	kern_advance(s->k, net_seconds(3600));
	REQUIRE(!arrives(s, fd));
}

BOTH_WITH("netfilter", gone, "with a table all that it decided is gone")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	wall_closed(s);
	REQUIRE(!arrives(s, fd));
	REQUIRE_OK(nft_flush(s->k, T, "in"));
	REQUIRE(!arrives(s, fd));
	REQUIRE_OK(nft_table_del(s->k, T));
	REQUIRE(arrives(s, fd));
	REQUIRE_EQ(-ENOENT, nft_table_del(s->k, T));
}

/* -- other families -- */

CASE(netdev, "a chain of an interface sees frames before all else does")
{
	struct site s = site_open_with(&ipv4, "netfilter");
	const int fd = site_server(&s, SOCK_DGRAM, 80);

	REQUIRE_OK(nft_table(s.k, "netdev t"));
	REQUIRE_OK(nft_chain(s.k, "netdev t", "in", NFT_HOOK(NF_NETDEV_INGRESS), .dev = "eth0"));
	REQUIRE(arrives(&s, fd));
	REQUIRE_OK(nft_rule(s.k, "netdev t", "in", N_COUNTER, N_DROP));
	REQUIRE(!arrives(&s, fd));
	peer_send(s.p, ICMP, P_ICMP_TYPE(8), P_ECHO_ID(1));
	peer_quiet(s.p, net_seconds(1));
	REQUIRE_EQ(2, nft_count(s.k, "netdev t", "in").packets);
	site_close(&s);
}

CASE(arp, "a kernel that may not hear of ARP does not answer it")
{
	struct site s = site_open_with(&ipv4, "netfilter");

	peer_send(s.p, ARP, P_OP(1), P_SRC(s.f->peer), P_DST(s.f->kernel));
	peer_expect(s.p, net_ms(1), ARP, P_OP(2));
	REQUIRE_OK(nft_table(s.k, "arp t"));
	REQUIRE_OK(nft_chain(s.k, "arp t", "in", NFT_HOOK(0), .drop = true));
	peer_send(s.p, ARP, P_OP(1), P_SRC(s.f->peer), P_DST(s.f->kernel));
	peer_quiet(s.p, net_seconds(1));
	site_close(&s);
}
