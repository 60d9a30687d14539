/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Translation of addresses: a gateway that stands for others. */
#include "cases/net/gate.h"
#include "harness/nft.h"

#define T "inet nat"

static void nat(struct gate *g)
{
	REQUIRE_OK(nft_table(g->k, T));
	REQUIRE_OK(nft_chain(g->k, T, "pre", NFT_HOOK(NF_INET_PRE_ROUTING), .type = "nat",
	    .priority = NFT_DSTNAT));
	REQUIRE_OK(nft_chain(g->k, T, "post", NFT_HOOK(NF_INET_POST_ROUTING), .type = "nat",
	    .priority = NFT_SRCNAT));
}

/* The client sends a datagram to the server; the port that it comes from there. */
static uint16_t ask(struct gate *g, uint16_t port)
{
	const struct packet *got;

	peer_send(g->client, UDP, P_DST(g->outside), P_SPORT(port), P_TEXT("ask"));
	got = peer_expect(g->server, net_seconds(1), UDP, P_DPORT(80), P_TEXT("ask"));
	return got->number[F_SPORT];
}

BOTH_GATES("netfilter", masquerade,
    "what goes out comes from the gateway, and the answer finds its way")
{
	uint16_t port;

	nat(g);
	REQUIRE_OK(nft_rule(g->k, T, "post", N_OIF("eth1"), N_MASQUERADE));
	peer_send(g->client, UDP, P_DST(g->outside), P_TEXT("ask"));
	port = peer_expect(g->server, net_seconds(1), UDP, P_SRC(g->outer), P_DPORT(80), P_TTL(63),
	    P_TEXT("ask"))
	           ->number[F_SPORT];
	REQUIRE_EQ(7, port);
	peer_send(g->server, UDP, P_DPORT(port), P_TEXT("answer"));
	peer_expect(g->client, net_seconds(1), UDP, P_SRC(g->outside), P_DST(g->f->peer),
	    P_SPORT(80), P_DPORT(7), P_TEXT("answer"));
}

BOTH_GATES("netfilter", plain, "without a rule, addresses stay as they are")
{
	nat(g);
	peer_send(g->client, UDP, P_DST(g->outside), P_TEXT("ask"));
	peer_expect(g->server, net_seconds(1), UDP, P_SRC(g->f->peer), P_DST(g->outside));
}

BOTH_GATES("netfilter", clash, "two that come from one port get two")
{
	uint16_t first, second;

	nat(g);
	REQUIRE_OK(nft_rule(g->k, T, "post", N_OIF("eth1"), N_MASQUERADE));
	first = ask(g, 7);
	REQUIRE_OK(net_neigh(g->k, "eth0", g->f->other, peer_mac(g->client)));
	peer_send(g->client, UDP, P_SRC(g->f->other), P_DST(g->outside), P_TEXT("too"));
	second = peer_expect(g->server, net_seconds(1), UDP, P_SRC(g->outer), P_TEXT("too"))
	             ->number[F_SPORT];
	REQUIRE(first != second);
	peer_send(g->server, UDP, P_DPORT(second), P_TEXT("answer"));
	peer_expect(g->client, net_seconds(3), UDP, P_SRC(g->outside), P_DST(g->f->other),
	    P_DPORT(7), P_TEXT("answer"));
}

BOTH_GATES("netfilter", snat, "a source that is given is that of all that goes out")
{
	const char *as = g->f->six ? "fd01::9" : "10.1.0.9";

	nat(g);
	REQUIRE_OK(
	    nft_rule(g->k, T, "post", N_PROTO(IPPROTO_UDP), N_SADDR(g->f->peer), N_SNAT(as, 1000)));
	peer_send(g->client, UDP, P_DST(g->outside), P_TEXT("ask"));
	peer_expect(g->server, net_seconds(1), UDP, P_SRC(as), P_SPORT(1000), P_TEXT("ask"));
	peer_send(g->client, UDP, P_SRC(g->f->other), P_DST(g->outside), P_TEXT("ask"));
	peer_expect(g->server, net_seconds(1), UDP, P_SRC(g->f->other), P_SPORT(7));
}

BOTH_GATES("netfilter", dnat, "who calls a port of the gateway is put through to one behind it")
{
	nat(g);
	REQUIRE_OK(nft_rule(g->k, T, "pre", N_IIF("eth1"), N_PROTO(IPPROTO_UDP), N_DPORT(8080),
	    N_DNAT(g->f->peer, 7)));
	peer_send(g->server, UDP, P_TEXT("ask"));
	peer_expect(g->client, net_seconds(1), UDP, P_SRC(g->outside), P_DST(g->f->peer),
	    P_SPORT(80), P_DPORT(7), P_TEXT("ask"));
	peer_send(g->client, UDP, P_DST(g->outside), P_TEXT("answer"));
	peer_expect(g->server, net_seconds(1), UDP, P_SRC(g->outer), P_SPORT(8080), P_DPORT(80),
	    P_TEXT("answer"));
	peer_send(g->server, UDP, P_DPORT(8081), P_TEXT("ask"));
	peer_quiet(g->client, net_seconds(1));
}

BOTH_GATES("netfilter", redirect, "what is on its way elsewhere ends at the gateway itself")
{
	const int fd = REQUIRE_OK(sock_open(g->k, g->f->af, SOCK_DGRAM, 0));
	char got[8], from[SOCK_TEXT];

	nat(g);
	REQUIRE_OK(sock_bind(g->k, fd, at(g->f->any, 53)));
	REQUIRE_OK(nft_rule(g->k, T, "pre", N_IIF("eth0"), N_PROTO(IPPROTO_UDP), N_DPORT(80),
	    N_REDIRECT(53)));
	peer_send(g->client, UDP, P_DST(g->outside), P_TEXT("ask"));
	REQUIRE_EQ(3, sock_recvfrom(g->k, fd, got, sizeof(got), MSG_DONTWAIT, from));
	REQUIRE_STREQ(at(g->f->peer, 7), from);
	REQUIRE_EQ(6, sock_sendto(g->k, fd, "answer", 6, from));
	peer_expect(g->client, net_seconds(1), UDP, P_SRC(g->outside), P_SPORT(80),
	    P_TEXT("answer"));
	peer_quiet(g->server, net_seconds(1));
}

BOTH_GATES("netfilter", tcp, "a connection through the gateway, both ways translated, to its end")
{
	nat(g);
	REQUIRE_OK(nft_rule(g->k, T, "post", N_OIF("eth1"), N_MASQUERADE));
	peer_send(g->client, TCP, P_DST(g->outside), P_FLAGS(P_SYN), P_SEQ(0), P_MSS(1460));
	peer_expect(g->server, net_seconds(1), TCP, P_SRC(g->outer), P_FLAGS(P_SYN), P_SEQ(0),
	    P_MSS(1460));
	peer_send(g->server, TCP, P_DPORT(7), P_FLAGS(P_SYN | P_ACK), P_SEQ(0), P_ACKNO(1));
	peer_expect(g->client, net_seconds(1), TCP, P_SRC(g->outside), P_FLAGS(P_SYN | P_ACK),
	    P_SEQ(0), P_ACKNO(1));
	peer_send(g->client, TCP, P_DST(g->outside), P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1),
	    P_TEXT("get"));
	peer_expect(g->server, net_seconds(1), TCP, P_FLAGS(P_ACK), P_SEQ(1), P_TEXT("get"));
	REQUIRE(net_connection(g->k, "tcp ESTABLISHED [ASSURED]"));
	peer_send(g->server, TCP, P_DPORT(7), P_FLAGS(P_RST | P_ACK), P_SEQ(1), P_ACKNO(4));
	peer_expect(g->client, net_seconds(1), TCP, P_FLAGS(P_RST | P_ACK), P_SEQ(1));
	REQUIRE(net_connection(g->k, "tcp CLOSE"));
}

BOTH_GATES("netfilter", echo, "an echo and its reply")
{
	nat(g);
	REQUIRE_OK(nft_rule(g->k, T, "post", N_OIF("eth1"), N_MASQUERADE));
	peer_send(g->client, ICMP, P_DST(g->outside), P_ICMP_TYPE(g->f->echo), P_ECHO_ID(5),
	    P_ECHO_SEQ(1), P_TEXT("hello"));
	peer_expect(g->server, net_seconds(1), ICMP, P_SRC(g->outer), P_ICMP_TYPE(g->f->echo),
	    P_ECHO_ID(5), P_TEXT("hello"));
	peer_send(g->server, ICMP, P_ICMP_TYPE(g->f->echo_reply), P_ECHO_ID(5), P_ECHO_SEQ(1),
	    P_TEXT("hello"));
	peer_expect(g->client, net_seconds(1), ICMP, P_SRC(g->outside),
	    P_ICMP_TYPE(g->f->echo_reply), P_ECHO_ID(5), P_TEXT("hello"));
}

BOTH_GATES("netfilter", error, "an error from outside names the address that the client has")
{
	static uint8_t quote[PACKET_MAX];
	const struct packet *got;
	const struct net_ip client = net_ip(g->f->peer);
	uint16_t port;
	size_t len;

	nat(g);
	REQUIRE_OK(nft_rule(g->k, T, "post", N_OIF("eth1"), N_MASQUERADE));
	port = ask(g, 7);
	len = packet_make(quote, UDP, P_SRC(g->outer), P_DST(g->outside), P_SPORT(port),
	    P_DPORT(80), P_TEXT("ask"));
	peer_send(g->server, ICMP, P_ICMP_TYPE(g->f->unreachable), P_CODE(g->f->port_unreachable),
	    P_DATA(quote + 14, len - 14));
	got = peer_expect(g->client, net_seconds(1), ICMP, P_SRC(g->outside), P_DST(g->f->peer),
	    P_ICMP_TYPE(g->f->unreachable));
	REQUIRE(!got->csum_wrong && !got->ip_csum_wrong);
	REQUIRE_EQ(len - 14, got->len);
	REQUIRE_MEMEQ(client.bytes, got->data + (g->f->six ? 8 : 12), client.len);
}

BOTH_GATES("netfilter", fragments, "pieces are put together before their addresses are changed")
{
	static uint8_t whole[PACKET_MAX];
	const uint32_t head = 14 + g->f->head;
	const size_t len = packet_make(whole, UDP, P_SRC(g->f->peer), P_DST(g->outside), P_SPORT(7),
	    P_DPORT(80), P_LEN(1000));
	const struct packet *got;

	nat(g);
	REQUIRE_OK(nft_rule(g->k, T, "post", N_OIF("eth1"), N_MASQUERADE));
	peer_send(g->client, IP, P_DST(g->outside), P_PROTO(IPPROTO_UDP), P_ID(9), P_OFFSET(512),
	    P_DATA(whole + head + 512, len - head - 512));
	peer_send(g->client, IP, P_DST(g->outside), P_PROTO(IPPROTO_UDP), P_ID(9), P_OFFSET(0),
	    P_MORE(1), P_DATA(whole + head, 512));
	got = peer_next(g->server, net_seconds(1));
	REQUIRE(got);
	REQUIRE_MEMEQ(net_ip(g->outer).bytes, got->address[A_SRC], net_ip(g->outer).len);
}

BOTH_GATES("netfilter", down, "what was masqueraded is forgotten when the interface goes down")
{
	nat(g);
	REQUIRE_OK(nft_rule(g->k, T, "post", N_OIF("eth1"), N_MASQUERADE));
	ask(g, 7);
	REQUIRE(net_connection(g->k, "udp sport=7"));
	REQUIRE_OK(net_link_down(g->k, "eth1"));
	kern_advance(g->k, net_ms(10));
	REQUIRE(!net_connection(g->k, "udp sport=7"));
}

BOTH_GATES("netfilter", outsider, "who was not asked does not get through to a client")
{
	uint16_t port;

	nat(g);
	REQUIRE_OK(nft_rule(g->k, T, "post", N_OIF("eth1"), N_MASQUERADE));
	port = ask(g, 7);
	peer_send(g->server, UDP, P_SRC(g->f->six ? "fd01::3" : "10.1.0.3"), P_DPORT(port));
	peer_send(g->server, UDP, P_SPORT(81), P_DPORT(port));
	peer_quiet(g->client, net_seconds(1));
	peer_send(g->server, UDP, P_DPORT(port), P_TEXT("answer"));
	peer_expect(g->client, net_seconds(1), UDP, P_TEXT("answer"));
	kern_advance(g->k, net_seconds(300));
	peer_send(g->server, UDP, P_DPORT(port), P_TEXT("late"));
	peer_quiet(g->client, net_seconds(1));
}
