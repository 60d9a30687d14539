/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* TCP: servers under load, cookies, data in a SYN; what SACK says is not sent again. */
#include <netinet/tcp.h>
#include <poll.h>

#include "cases/net/site.h"

BOTH(cookie, "with SYN cookies nothing is remembered, and the right number opens a connection")
{
	const int fd = site_server(s, SOCK_STREAM, 80);
	char got[8];
	int one;

	REQUIRE_OK(net_sysctl(s->k, "net/ipv4/tcp_syncookies", "2")); /* always */
	peer_connect(s->p);
	REQUIRE_EQ(1, net_counter(s->k, "TcpExt:SyncookiesSent"));
	REQUIRE_EQ(1, net_counter(s->k, "TcpExt:SyncookiesRecv"));
	one = REQUIRE_OK(sock_accept(s->k, fd, 0));
	peer_send(s->p, TCP, P_FLAGS(P_ACK | P_PSH), P_SEQ(1), P_ACKNO(1), P_TEXT("hello"));
	REQUIRE_EQ(5, sock_recv(s->k, one, got, sizeof(got), 0));
}

BOTH(cookie_wrong, "a number that is no cookie is answered by a reset, and opens nothing")
{
	const int fd = site_server(s, SOCK_STREAM, 80);

	REQUIRE_OK(net_sysctl(s->k, "net/ipv4/tcp_syncookies", "2"));
	peer_send(s->p, TCP, P_FLAGS(P_SYN), P_SEQ(0), P_MSS(1400));
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_SYN | P_ACK), P_ACKNO(1));
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(12345));
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_RST));
	REQUIRE_EQ(1, net_counter(s->k, "TcpExt:SyncookiesFailed"));
	REQUIRE_EQ(0, sock_poll(s->k, fd, POLLIN));
}

BOTH(cookie_old, "a cookie is good for two minutes, and not for five")
{
	const int fd = site_server(s, SOCK_STREAM, 80);

	REQUIRE_OK(net_sysctl(s->k, "net/ipv4/tcp_syncookies", "2"));
	peer_send(s->p, TCP, P_FLAGS(P_SYN), P_SEQ(0), P_MSS(1400));
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_SYN | P_ACK), P_ACKNO(1));
	kern_advance(s->k, net_seconds(300));
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1));
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_RST));
	REQUIRE_EQ(0, sock_poll(s->k, fd, POLLIN));
}

BOTH(fast_open, "data in a SYN is read before the connection is open, where that is allowed")
{
	int fd, one;
	char got[8];

	/* TFO for servers, and no cookie asked for. */
	REQUIRE_OK(net_sysctl(s->k, "net/ipv4/tcp_fastopen", "514"));
	fd = site_server(s, SOCK_STREAM, 80);
	REQUIRE_OK(sock_set(s->k, fd, IPPROTO_TCP, TCP_FASTOPEN, 4));
	peer_send(s->p, TCP, P_FLAGS(P_SYN), P_SEQ(0), P_MSS(1400), P_TEXT("hello"));
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_SYN | P_ACK), P_SEQ(0), P_ACKNO(6));
	one = REQUIRE_OK(sock_accept(s->k, fd, 0));
	REQUIRE_EQ(5, sock_recv(s->k, one, got, sizeof(got), 0));
	REQUIRE_MEMEQ("hello", got, 5);
	REQUIRE_EQ(5, sock_send(s->k, one, "world", 5, 0));
	peer_expect(s->p, net_ms(1), TCP, P_SEQ(1), P_ACKNO(6), P_TEXT("world"));
}

BOTH(no_fast_open, "data in a SYN is not acknowledged where that is not allowed")
{
	site_server(s, SOCK_STREAM, 80);
	peer_send(s->p, TCP, P_FLAGS(P_SYN), P_SEQ(0), P_MSS(1400), P_TEXT("hello"));
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_SYN | P_ACK), P_SEQ(0), P_ACKNO(1));
}

BOTH(deferred, "a server that waits for data is not told of a connection without")
{
	const int fd = site_server(s, SOCK_STREAM, 80);

	REQUIRE_OK(sock_set(s->k, fd, IPPROTO_TCP, TCP_DEFER_ACCEPT, 10));
	peer_connect(s->p);
	REQUIRE_EQ(0, sock_poll(s->k, fd, POLLIN));
	peer_send(s->p, TCP, P_FLAGS(P_ACK | P_PSH), P_SEQ(1), P_ACKNO(1), P_TEXT("hello"));
	REQUIRE_EQ(POLLIN, sock_poll(s->k, fd, POLLIN));
}

BOTH(sack_sender, "what SACK says is there is not sent again, what is missing is, once")
{
	static char data[5 * 1000];
	int fd = site_server(s, SOCK_STREAM, 80), one;

	peer_send(s->p, TCP, P_FLAGS(P_SYN), P_SEQ(0), P_MSS(1000), P_SACK_OK(1));
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_SYN | P_ACK), P_SACK_OK(1));
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1));
	one = REQUIRE_OK(sock_accept(s->k, fd, 0));
	REQUIRE_EQ(5000, sock_send(s->k, one, data, sizeof(data), 0));
	for (int i = 0; i < 5; i++)
		peer_expect(s->p, net_ms(1), TCP, P_SEQ(1 + i * 1000), P_LEN(1000));
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1), P_SACK(1001, 5001));
	peer_expect(s->p, net_ms(100), TCP, P_SEQ(1), P_LEN(1000));
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(5001));
	peer_quiet(s->p, net_seconds(5));
	REQUIRE_EQ(1, net_counter(s->k, "Tcp:RetransSegs"));
}
