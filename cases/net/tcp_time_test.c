/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* TCP: what happens when nothing comes back.  Minutes of virtual time. */
#include <netinet/tcp.h>

#include "cases/net/site.h"

/* A timer of the kernel comes at its time or later, by a tick of 10 ms or two, or by an
 * eighth where it is far away: its wheel is the coarser the further. */
static bool about(uint64_t expected, uint64_t got)
{
	return got + net_ms(10) >= expected && got <= expected + expected / 8 + net_ms(20);
}

static int connected(struct site *s)
{
	const int fd = site_socket(s, SOCK_STREAM | SOCK_NONBLOCK, 0);

	REQUIRE_OK(sock_bind(s->k, fd, at(s->f->any, 80)));
	REQUIRE_EQ(-EINPROGRESS, sock_connect(s->k, fd, at(s->f->peer, 7)));
	peer_accept(s->p);
	return fd;
}

BOTH(syn_backoff, "a SYN that nobody answers comes again after 1, 2, 4, ... s, then ETIMEDOUT")
{
	const int fd = site_socket(s, SOCK_STREAM | SOCK_NONBLOCK, 0);
	uint64_t before;

	REQUIRE_OK(sock_bind(s->k, fd, at(s->f->any, 80)));
	REQUIRE_EQ(-EINPROGRESS, sock_connect(s->k, fd, at(s->f->peer, 7)));
	peer_expect(s->p, net_ms(100), TCP, P_FLAGS(P_SYN), P_SEQ(0));
	before = peer_time(s->p);
	for (uint64_t wait = 1; wait <= 32; wait *= 2) { /* net.ipv4.tcp_syn_retries: 6 */
		peer_expect(s->p, net_seconds(60), TCP, P_FLAGS(P_SYN), P_SEQ(0));
		REQUIRE(about(net_seconds(wait), peer_time(s->p) - before));
		before = peer_time(s->p);
	}
	peer_quiet(s->p, net_seconds(63));
	kern_advance(s->k, net_seconds(8));
	REQUIRE_EQ(-ETIMEDOUT, sock_error(s->k, fd));
}

BOTH(data_backoff, "data that nobody acknowledges comes again, each time after twice as long")
{
	const int fd = connected(s);
	uint64_t before, wait = net_ms(200); /* the least there is, or a tenth more */
	int again = 0;

	REQUIRE_EQ(5, sock_send(s->k, fd, "hello", 5, 0));
	peer_expect(s->p, net_ms(1), TCP, P_SEQ(1), P_TEXT("hello"));
	before = peer_time(s->p);
	for (const struct packet *p; (p = peer_next(s->p, net_seconds(130))); again++) {
		REQUIRE_STREQ("", packet_differs(p, TCP, PACKET_FIELDS(P_SEQ(1), P_TEXT("hello"))));
		REQUIRE(about(wait, peer_time(s->p) - before) ||
			about(wait + wait / 10, peer_time(s->p) - before));
		wait = 2 * wait < net_seconds(120) ? 2 * wait : net_seconds(120);
		before = peer_time(s->p);
	}
	REQUIRE_EQ(15, again); /* net.ipv4.tcp_retries2 */
	REQUIRE_EQ(-ETIMEDOUT, sock_error(s->k, fd));
}

BOTH(acknowledged_late, "what was acknowledged at last is not sent again")
{
	const int fd = connected(s);

	REQUIRE_EQ(5, sock_send(s->k, fd, "hello", 5, 0));
	peer_expect(s->p, net_ms(1), TCP, P_SEQ(1), P_TEXT("hello"));
	peer_expect(s->p, net_seconds(1), TCP, P_SEQ(1), P_TEXT("hello"));
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(6));
	peer_quiet(s->p, net_seconds(300));
	REQUIRE_EQ(1, net_counter(s->k, "Tcp:RetransSegs"));
}

BOTH(fast_retransmit, "three acknowledgements of the same bring what is missing at once")
{
	static char data[4 * 1000];
	const int fd = connected(s);
	uint64_t now;

	REQUIRE_OK(sock_set(s->k, fd, IPPROTO_TCP, TCP_NODELAY, 1));
	for (int i = 0; i < 4; i++)
		REQUIRE_EQ(1000, sock_send(s->k, fd, data + i * 1000, 1000, 0));
	for (int i = 0; i < 4; i++)
		peer_expect(s->p, net_ms(1), TCP, P_SEQ(1 + i * 1000), P_LEN(1000));
	/* The first one tells of the window. */
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1));
	now = kern_now(s->k);
	for (int i = 0; i < 3; i++)
		peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1));
	peer_expect(s->p, net_ms(100), TCP, P_SEQ(1), P_LEN(1000));
	REQUIRE(peer_time(s->p) - now < net_ms(50));
}

BOTH(zero_window, "a window of nothing is probed until it opens, and then data flows")
{
	const int fd = connected(s);

	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1), P_WIN(0));
	REQUIRE_EQ(5, sock_send(s->k, fd, "hello", 5, 0));
	for (int i = 0; i < 5; i++) { /* each has a number that was acknowledged */
		peer_expect(s->p, net_seconds(20), TCP, P_FLAGS(P_ACK), P_SEQ(0), P_LEN(0));
		peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1), P_WIN(0));
	}
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1), P_WIN(1000));
	peer_expect(s->p, net_ms(100), TCP, P_SEQ(1), P_TEXT("hello"));
}

BOTH(keepalive, "a connection that is idle is probed, and ends when nobody answers")
{
	const int fd = connected(s);
	uint64_t start = kern_now(s->k);

	REQUIRE_OK(sock_set(s->k, fd, SOL_SOCKET, SO_KEEPALIVE, 1));
	REQUIRE_OK(sock_set(s->k, fd, IPPROTO_TCP, TCP_KEEPIDLE, 600));
	REQUIRE_OK(sock_set(s->k, fd, IPPROTO_TCP, TCP_KEEPINTVL, 60));
	REQUIRE_OK(sock_set(s->k, fd, IPPROTO_TCP, TCP_KEEPCNT, 3));
	peer_expect(s->p, net_seconds(700), TCP, P_FLAGS(P_ACK), P_SEQ(0), P_LEN(0));
	REQUIRE(about(net_seconds(600), peer_time(s->p) - start));
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1));
	start = kern_now(s->k);
	for (int i = 0; i < 3; i++)
		peer_expect(s->p, net_seconds(700), TCP, P_SEQ(0), P_LEN(0));
	REQUIRE(about(net_seconds(720), peer_time(s->p) - start));
	peer_expect(s->p, net_seconds(70), TCP, P_FLAGS(P_RST | P_ACK));
	REQUIRE_EQ(-ETIMEDOUT, sock_error(s->k, fd));
}

BOTH(syn_ack_backoff, "an answer to a SYN that is not acknowledged comes again, then is given up")
{
	uint64_t before;

	site_server(s, SOCK_STREAM, 80);
	peer_send(s->p, TCP, P_FLAGS(P_SYN), P_SEQ(0), P_MSS(1460));
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_SYN | P_ACK), P_ACKNO(1));
	before = peer_time(s->p);
	for (uint64_t wait = 1; wait <= 16; wait *= 2) { /* net.ipv4.tcp_synack_retries: 5 */
		peer_expect(s->p, net_seconds(60), TCP, P_FLAGS(P_SYN | P_ACK), P_ACKNO(1));
		REQUIRE(about(net_seconds(wait), peer_time(s->p) - before));
		before = peer_time(s->p);
	}
	peer_quiet(s->p, net_seconds(300));
}
