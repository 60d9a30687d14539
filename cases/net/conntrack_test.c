/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Connections that are tracked: what belongs to one, how long it is remembered. */
#include "cases/net/site.h"
#include "harness/nft.h"

#define T "inet t"

/* From here on connections are tracked, and chain "new" has what belongs to none, "odd" what
 * makes no sense. */
static void track(struct site *s)
{
	REQUIRE_OK(nft_table(s->k, T));
	REQUIRE_OK(nft_chain(s->k, T, "in", NFT_HOOK(NF_INET_LOCAL_IN)));
	REQUIRE_OK(nft_chain(s->k, T, "new"));
	REQUIRE_OK(nft_chain(s->k, T, "odd"));
	REQUIRE_OK(nft_chain(s->k, T, "related"));
	REQUIRE_OK(nft_rule(s->k, T, "new", N_COUNTER));
	REQUIRE_OK(nft_rule(s->k, T, "odd", N_COUNTER, N_DROP));
	REQUIRE_OK(nft_rule(s->k, T, "related", N_COUNTER));
	REQUIRE_OK(nft_rule(s->k, T, "in", N_STATE(NFT_NEW), N_JUMP("new")));
	REQUIRE_OK(nft_rule(s->k, T, "in", N_STATE(NFT_INVALID), N_JUMP("odd")));
	REQUIRE_OK(nft_rule(s->k, T, "in", N_STATE(NFT_RELATED), N_JUMP("related")));
}

static uint64_t seen(struct site *s, const char *chain)
{
	return nft_count(s->k, T, chain).packets;
}

static void answer(struct site *s, int fd)
{
	char got[8], from[SOCK_TEXT];

	REQUIRE_EQ(4, sock_recvfrom(s->k, fd, got, sizeof(got), MSG_DONTWAIT, from));
	REQUIRE_EQ(4, sock_sendto(s->k, fd, got, 4, from));
	peer_expect(s->p, net_ms(1), UDP, P_TEXT("ping"));
}

/* Seconds that a connection is kept, no more than one of them gone. */
#define REQUIRE_LEFT(s, words, seconds)                              \
	do {                                                         \
		const int left = net_connection_left((s)->k, words); \
                                                                     \
		REQUIRE(left == (seconds) || left == (seconds)-1);   \
	} while (0)

BOTH_WITH("netfilter", udp_time, "datagrams that nobody answers are remembered for 30 seconds")
{
	site_server(s, SOCK_DGRAM, 80);
	track(s);
	peer_send(s->p, UDP, P_TEXT("ping"));
	REQUIRE_LEFT(s, "udp sport=7 dport=80 [UNREPLIED]", 30);
	kern_advance(s->k, net_seconds(28));
	REQUIRE(net_connection(s->k, "udp sport=7"));
	kern_advance(s->k, net_seconds(3));
	REQUIRE(!net_connection(s->k, "udp sport=7"));
	REQUIRE_EQ(1, seen(s, "new"));
	peer_send(s->p, UDP, P_TEXT("ping"));
	REQUIRE_EQ(2, seen(s, "new"));
}

BOTH_WITH("netfilter", udp_stream, "datagrams both ways, for longer than 2 seconds, for 120")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	track(s);
	for (int i = 0; i < 2; i++) {
		peer_send(s->p, UDP, P_TEXT("ping"));
		answer(s, fd);
		REQUIRE(!net_connection(s->k, "[UNREPLIED]"));
		if (!i)
			REQUIRE_LEFT(s, "udp sport=7", 30);
		kern_advance(s->k, net_seconds(3));
	}
	REQUIRE(net_connection(s->k, "udp sport=7 [ASSURED]"));
	kern_advance(s->k, net_seconds(115));
	REQUIRE(net_connection(s->k, "udp sport=7"));
	kern_advance(s->k, net_seconds(5));
	REQUIRE(!net_connection(s->k, "udp sport=7"));
	REQUIRE_EQ(1, seen(s, "new"));
}

BOTH_WITH("netfilter", tcp_open, "the states of a connection that is opened, and their times")
{
	site_server(s, SOCK_STREAM, 80);
	track(s);
	peer_send(s->p, TCP, P_FLAGS(P_SYN), P_SEQ(0));
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_SYN | P_ACK));
	REQUIRE_LEFT(s, "tcp SYN_RECV dport=80", 60);
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1));
	REQUIRE_LEFT(s, "tcp ESTABLISHED [ASSURED]", 432000);
	REQUIRE_EQ(1, seen(s, "new"));
	kern_advance(s->k, net_seconds(431000));
	REQUIRE(net_connection(s->k, "tcp ESTABLISHED"));
	kern_advance(s->k, net_seconds(1001));
	REQUIRE(!net_connection(s->k, "tcp"));
}

BOTH_WITH("netfilter", tcp_close,
    "a connection that was closed by both is remembered for 120 seconds")
{
	int fd = site_server(s, SOCK_STREAM, 80);

	track(s);
	peer_connect(s->p);
	fd = REQUIRE_OK(sock_accept(s->k, fd, 0));
	peer_send(s->p, TCP, P_FLAGS(P_FIN | P_ACK), P_SEQ(1), P_ACKNO(1));
	peer_expect(s->p, net_seconds(1), TCP, P_FLAGS(P_ACK), P_ACKNO(2));
	REQUIRE_LEFT(s, "tcp CLOSE_WAIT", 60);
	kern_close(s->k, fd);
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_FIN | P_ACK), P_SEQ(1));
	REQUIRE_LEFT(s, "tcp LAST_ACK", 30);
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(2), P_ACKNO(2));
	REQUIRE_LEFT(s, "tcp TIME_WAIT", 120);
	kern_advance(s->k, net_seconds(121));
	REQUIRE(!net_connection(s->k, "tcp"));
}

BOTH_WITH("netfilter", tcp_reset, "one that was reset, for 10 seconds")
{
	site_server(s, SOCK_STREAM, 80);
	track(s);
	peer_connect(s->p);
	peer_send(s->p, TCP, P_FLAGS(P_RST), P_SEQ(1));
	REQUIRE_LEFT(s, "tcp CLOSE", 10);
	kern_advance(s->k, net_seconds(11));
	REQUIRE(!net_connection(s->k, "tcp"));
}

BOTH_WITH("netfilter", tcp_window, "a segment outside of the window makes no sense")
{
	site_server(s, SOCK_STREAM, 80);
	track(s);
	peer_connect(s->p);
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1));
	REQUIRE_EQ(0, seen(s, "odd"));
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(500000000), P_ACKNO(1), P_TEXT("x"));
	REQUIRE_EQ(1, seen(s, "odd"));
	peer_send(s->p, TCP, P_FLAGS(P_SYN | P_FIN), P_SEQ(1), P_ACKNO(1));
	REQUIRE_EQ(2, seen(s, "odd"));
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1), P_CSUM(0x1234));
	REQUIRE_EQ(3, seen(s, "odd"));
	REQUIRE(net_connection(s->k, "tcp ESTABLISHED"));
}

BOTH_WITH("netfilter", tcp_middle,
    "a segment of no connection is taken for one of an old one, or not")
{
	track(s);
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1));
	REQUIRE_EQ(1, seen(s, "new"));
	REQUIRE_OK(net_sysctl(s->k, "net/netfilter/nf_conntrack_tcp_loose", "0"));
	peer_send(s->p, TCP, P_SPORT(8), P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1));
	REQUIRE_EQ(1, seen(s, "odd"));
	REQUIRE(!net_connection(s->k, "tcp sport=8"));
}

BOTH_WITH("netfilter", guard,
    "who lets in only what belongs to a connection can call, but not be called")
{
	const int fd = site_socket(s, SOCK_STREAM | SOCK_NONBLOCK, 0);

	site_server(s, SOCK_STREAM, 81);
	track(s);
	REQUIRE_OK(nft_rule(s->k, T, "in", N_STATE(NFT_ESTABLISHED), N_ACCEPT));
	REQUIRE_OK(nft_rule(s->k, T, "in", N_PROTO(IPPROTO_TCP), N_DROP));
	peer_send(s->p, TCP, P_DPORT(81), P_FLAGS(P_SYN), P_SEQ(0));
	peer_quiet(s->p, net_seconds(1));
	peer_again(s->p, 9, 1000);
	REQUIRE_OK(sock_bind(s->k, fd, at(s->f->any, 80)));
	REQUIRE_EQ(-EINPROGRESS, sock_connect(s->k, fd, at(s->f->peer, 9)));
	peer_accept(s->p);
	REQUIRE_OK(sock_error(s->k, fd));
	REQUIRE(net_connection(s->k, "tcp ESTABLISHED dport=9 [ASSURED]"));
}

BOTH_WITH("netfilter", related, "an error about a connection is related to it")
{
	const int fd = site_socket(s, SOCK_DGRAM, 0);
	const struct packet *got;
	static uint8_t quote[PACKET_MAX];
	size_t len;

	track(s);
	REQUIRE_OK(sock_connect(s->k, fd, at(s->f->peer, 9)));
	REQUIRE_EQ(4, sock_send(s->k, fd, "ping", 4, 0));
	got = peer_expect(s->p, net_seconds(1), UDP, P_DPORT(9));
	len = packet_make(quote, UDP, P_SRC(s->f->kernel), P_DST(s->f->peer),
	    P_SPORT(got->number[F_SPORT]), P_DPORT(9), P_TEXT("ping"));
	peer_send(s->p, ICMP, P_ICMP_TYPE(s->f->unreachable), P_CODE(s->f->port_unreachable),
	    P_DATA(quote + 14, len - 14));
	REQUIRE_EQ(1, seen(s, "related"));
	REQUIRE_EQ(-ECONNREFUSED, sock_error(s->k, fd));
	/* One about a packet that nobody sent belongs to nothing. */
	len = packet_make(quote, UDP, P_SRC(s->f->kernel), P_DST(s->f->peer), P_SPORT(1),
	    P_DPORT(2), P_TEXT("ping"));
	peer_send(s->p, ICMP, P_ICMP_TYPE(s->f->unreachable), P_CODE(s->f->port_unreachable),
	    P_DATA(quote + 14, len - 14));
	REQUIRE_EQ(1, seen(s, "related"));
	REQUIRE_EQ(1, seen(s, "odd"));
}

BOTH_WITH("netfilter", echo, "an echo is a connection of its own, for 30 seconds")
{
	track(s);
	peer_send(s->p, ICMP, P_ICMP_TYPE(s->f->echo), P_ECHO_ID(5), P_ECHO_SEQ(1));
	peer_expect(s->p, net_ms(1), ICMP, P_ICMP_TYPE(s->f->echo_reply));
	REQUIRE_LEFT(s, "id=5", 30);
	kern_advance(s->k, net_seconds(31));
	REQUIRE(!net_connection(s->k, "id=5"));
}

BOTH_WITH("netfilter", notrack, "what is not to be tracked leaves nothing")
{
	site_server(s, SOCK_DGRAM, 80);
	track(s);
	REQUIRE_OK(nft_chain(s->k, T, "raw", NFT_HOOK(NF_INET_PRE_ROUTING), .priority = NFT_RAW));
	REQUIRE_OK(nft_rule(s->k, T, "raw", N_PROTO(IPPROTO_UDP), N_DPORT(80), N_NOTRACK));
	REQUIRE_OK(nft_chain(s->k, T, "not"));
	REQUIRE_OK(nft_rule(s->k, T, "not", N_COUNTER));
	REQUIRE_OK(
	    nft_rule(s->k, T, "in", N_STATE(NFT_UNTRACKED), N_PROTO(IPPROTO_UDP), N_JUMP("not")));
	peer_send(s->p, UDP, P_TEXT("ping"));
	REQUIRE_EQ(0, seen(s, "new"));
	REQUIRE_EQ(1, seen(s, "not"));
	REQUIRE(!net_connection(s->k, "udp"));
	peer_send(s->p, UDP, P_DPORT(81), P_TEXT("ping"));
	REQUIRE_EQ(1, seen(s, "new"));
}

BOTH_WITH("netfilter", full,
    "where no more connections fit, new ones are dropped and old ones go on")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);
	char got[8];

	track(s);
	peer_send(s->p, UDP, P_TEXT("ping"));
	answer(s, fd);
	REQUIRE_OK(net_sysctl(s->k, "net/netfilter/nf_conntrack_max", "1"));
	peer_send(s->p, UDP, P_SPORT(8), P_TEXT("ping"));
	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT));
	peer_send(s->p, UDP, P_TEXT("ping"));
	answer(s, fd);
	kern_advance(s->k, net_seconds(150));
	peer_send(s->p, UDP, P_SPORT(8), P_TEXT("ping"));
	REQUIRE_EQ(4, sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT));
}

BOTH_WITH("netfilter", over, "a rule for too many connections counts those that live")
{
	site_server(s, SOCK_STREAM, 80);
	track(s);
	REQUIRE_OK(nft_rule(s->k, T, "in", N_PROTO(IPPROTO_TCP), N_STATE(NFT_NEW), N_OVER(1),
	    N_REJECT_RST));
	peer_connect(s->p);
	peer_again(s->p, 8, 1000);
	peer_send(s->p, TCP, P_FLAGS(P_SYN), P_SEQ(0));
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_RST | P_ACK));
	peer_send(s->p, TCP, P_SPORT(7), P_FLAGS(P_RST), P_SEQ(1));
	kern_advance(s->k, net_seconds(11));
	peer_again(s->p, 9, 1000);
	peer_connect(s->p);
}

BOTH_WITH("netfilter", fragments, "a packet in pieces is looked at as a whole")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);
	static uint8_t whole[PACKET_MAX];
	const uint32_t head = 14 + s->f->head;
	const size_t len = packet_make(whole, UDP, P_SRC(s->f->peer), P_DST(s->f->kernel),
	    P_SPORT(7), P_DPORT(80), P_LEN(1000));
	char got[1001];

	track(s);
	REQUIRE_OK(nft_rule(s->k, T, "in", N_PROTO(IPPROTO_UDP), N_DPORT(80), N_ACCEPT));
	REQUIRE_OK(nft_rule(s->k, T, "in", N_SADDR(s->f->peer), N_DROP));
	peer_send(s->p, IP, P_PROTO(IPPROTO_UDP), P_ID(9), P_OFFSET(512),
	    P_DATA(whole + head + 512, len - head - 512));
	peer_send(s->p, IP, P_PROTO(IPPROTO_UDP), P_ID(9), P_OFFSET(0), P_MORE(1),
	    P_DATA(whole + head, 512));
	REQUIRE_EQ(1000, sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT));
	REQUIRE_EQ(1, seen(s, "new"));
}
