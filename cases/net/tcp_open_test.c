/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* TCP: connections opened and closed, in the orders there are (RFC 9293, section 3.5). */
#include <poll.h>

#include "cases/net/site.h"

/* A connection that the peer opened; its descriptor. */
static int opened(struct site *s)
{
	const int fd = site_server(s, SOCK_STREAM, 80);

	peer_connect(s->p);
	return REQUIRE_OK(sock_accept(s->k, fd, SOCK_NONBLOCK));
}

BOTH(passive, "the peer opens a connection, and data goes both ways")
{
	const int fd = opened(s);
	char got[8], name[SOCK_TEXT];

	REQUIRE_OK(sock_peer(s->k, fd, name));
	REQUIRE_STREQ(at(s->f->peer, 7), name);
	peer_send(s->p, TCP, P_FLAGS(P_ACK | P_PSH), P_SEQ(1), P_ACKNO(1), P_TEXT("hello"));
	peer_expect(s->p, net_ms(100), TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(6), P_LEN(0));
	REQUIRE_EQ(5, sock_recv(s->k, fd, got, sizeof(got), 0));
	REQUIRE_EQ(3, sock_send(s->k, fd, "yes", 3, 0));
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_ACK | P_PSH), P_SEQ(1), P_ACKNO(6),
	    P_TEXT("yes"));
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(6), P_ACKNO(4));
}

BOTH(active, "the kernel opens a connection")
{
	const int fd = site_socket(s, SOCK_STREAM | SOCK_NONBLOCK, 0);

	REQUIRE_OK(sock_bind(s->k, fd, at(s->f->any, 80)));
	REQUIRE_EQ(-EINPROGRESS, sock_connect(s->k, fd, at(s->f->peer, 7)));
	peer_accept(s->p);
	REQUIRE_EQ(POLLOUT, sock_poll(s->k, fd, POLLOUT));
	REQUIRE_EQ(0, sock_error(s->k, fd));
}

BOTH(syn_options, "a SYN offers MSS, SACK, timestamps and window scale")
{
	const int fd = site_socket(s, SOCK_STREAM | SOCK_NONBLOCK, 0);
	const struct packet *syn;

	REQUIRE_OK(sock_bind(s->k, fd, at(s->f->any, 80)));
	REQUIRE_EQ(-EINPROGRESS, sock_connect(s->k, fd, at(s->f->peer, 7)));
	syn = peer_expect(s->p, net_ms(100), TCP, P_FLAGS(P_SYN), P_MSS(1500 - s->f->head - 20),
	    P_SACK_OK(1));
	REQUIRE(packet_has(syn, F_TS_VAL));
	REQUIRE(packet_has(syn, F_WSCALE));
}

BOTH(refused, "a SYN to a port that nobody listens on is reset")
{
	peer_send(s->p, TCP, P_FLAGS(P_SYN), P_SEQ(0), P_DPORT(81));
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_RST | P_ACK), P_ACKNO(1), P_SPORT(81));
}

BOTH(reset_in_syn_sent, "a connection that the peer refuses gives ECONNREFUSED")
{
	const int fd = site_socket(s, SOCK_STREAM | SOCK_NONBLOCK, 0);

	REQUIRE_OK(sock_bind(s->k, fd, at(s->f->any, 80)));
	REQUIRE_EQ(-EINPROGRESS, sock_connect(s->k, fd, at(s->f->peer, 7)));
	peer_expect(s->p, net_ms(100), TCP, P_FLAGS(P_SYN));
	peer_send(s->p, TCP, P_FLAGS(P_RST | P_ACK), P_SEQ(0), P_ACKNO(1));
	REQUIRE_EQ(-ECONNREFUSED, sock_error(s->k, fd));
}

BOTH(simultaneous, "both sides open at the same time, and have one connection")
{
	const int fd = site_socket(s, SOCK_STREAM | SOCK_NONBLOCK, 0);

	REQUIRE_OK(sock_bind(s->k, fd, at(s->f->any, 80)));
	REQUIRE_EQ(-EINPROGRESS, sock_connect(s->k, fd, at(s->f->peer, 7)));
	peer_expect(s->p, net_ms(100), TCP, P_FLAGS(P_SYN), P_SEQ(0));
	peer_send(s->p, TCP, P_FLAGS(P_SYN), P_SEQ(0), P_MSS(1460));
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_SYN | P_ACK), P_SEQ(0), P_ACKNO(1));
	peer_send(s->p, TCP, P_FLAGS(P_SYN | P_ACK), P_SEQ(0), P_ACKNO(1), P_MSS(1460));
	REQUIRE_EQ(POLLOUT, sock_poll(s->k, fd, POLLOUT));
}

BOTH(backlog, "a full backlog takes no more connections, and drops their SYN")
{
	const int fd = site_socket(s, SOCK_STREAM, 0);

	REQUIRE_OK(sock_bind(s->k, fd, at(s->f->any, 80)));
	REQUIRE_OK(sock_listen(s->k, fd, 1));
	for (int i = 0; i < 2; i++) {
		peer_again(s->p, 100 + i, 1000);
		peer_connect(s->p);
	}
	peer_again(s->p, 200, 1000);
	peer_send(s->p, TCP, P_FLAGS(P_SYN), P_SEQ(0), P_MSS(1460));
	peer_quiet(s->p, net_ms(500));
	REQUIRE(net_counter(s->k, "TcpExt:ListenOverflows") > 0);
}

BOTH(peer_closes, "the peer closes first: CLOSE_WAIT, LAST_ACK")
{
	const int fd = opened(s);
	char got[4];

	peer_send(s->p, TCP, P_FLAGS(P_FIN | P_ACK), P_SEQ(1), P_ACKNO(1));
	peer_expect(s->p, net_ms(100), TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(2));
	REQUIRE_EQ(0, sock_recv(s->k, fd, got, sizeof(got), 0));
	REQUIRE_OK(kern_close(s->k, fd));
	peer_expect(s->p, net_ms(100), TCP, P_FLAGS(P_FIN | P_ACK), P_SEQ(1), P_ACKNO(2));
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(2), P_ACKNO(2));
	peer_quiet(s->p, net_seconds(10));
}

BOTH(kernel_closes, "the kernel closes first, and stays in TIME_WAIT for a minute")
{
	REQUIRE_OK(kern_close(s->k, opened(s)));
	peer_expect(s->p, net_ms(100), TCP, P_FLAGS(P_FIN | P_ACK), P_SEQ(1), P_ACKNO(1));
	peer_send(s->p, TCP, P_FLAGS(P_FIN | P_ACK), P_SEQ(1), P_ACKNO(2));
	peer_expect(s->p, net_ms(100), TCP, P_FLAGS(P_ACK), P_SEQ(2), P_ACKNO(2));
	/* Its FIN comes again, as if the answer was lost. */
	kern_advance(s->k, net_seconds(50));
	peer_send(s->p, TCP, P_FLAGS(P_FIN | P_ACK), P_SEQ(1), P_ACKNO(2));
	peer_expect(s->p, net_ms(100), TCP, P_FLAGS(P_ACK), P_SEQ(2), P_ACKNO(2));
	kern_advance(s->k, net_seconds(70));
	peer_send(s->p, TCP, P_FLAGS(P_FIN | P_ACK), P_SEQ(1), P_ACKNO(2));
	peer_expect(s->p, net_ms(100), TCP, P_FLAGS(P_RST));
}

BOTH(both_close, "both sides close at the same time")
{
	REQUIRE_OK(kern_close(s->k, opened(s)));
	peer_expect(s->p, net_ms(100), TCP, P_FLAGS(P_FIN | P_ACK), P_SEQ(1), P_ACKNO(1));
	peer_send(s->p, TCP, P_FLAGS(P_FIN | P_ACK), P_SEQ(1), P_ACKNO(1));
	peer_expect(s->p, net_ms(100), TCP, P_FLAGS(P_ACK), P_SEQ(2), P_ACKNO(2));
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(2), P_ACKNO(2));
	peer_quiet(s->p, net_seconds(10));
}

BOTH(half_closed, "after a shutdown data still comes in")
{
	const int fd = opened(s);
	char got[8];

	REQUIRE_OK(sock_shutdown(s->k, fd, SHUT_WR));
	peer_expect(s->p, net_ms(100), TCP, P_FLAGS(P_FIN | P_ACK), P_SEQ(1));
	peer_send(s->p, TCP, P_FLAGS(P_ACK | P_PSH), P_SEQ(1), P_ACKNO(2), P_TEXT("late"));
	REQUIRE_EQ(4, sock_recv(s->k, fd, got, sizeof(got), 0));
	REQUIRE_EQ(-EPIPE, sock_send(s->k, fd, "x", 1, 0));
}

BOTH(reset, "a reset ends the connection with ECONNRESET")
{
	const int fd = opened(s);
	char got[4];

	peer_send(s->p, TCP, P_FLAGS(P_RST), P_SEQ(1));
	REQUIRE_EQ(-ECONNRESET, sock_recv(s->k, fd, got, sizeof(got), 0));
}

BOTH(reset_outside, "a reset outside the window is not obeyed (RFC 5961)")
{
	const int fd = opened(s);
	char got[4];

	peer_send(s->p, TCP, P_FLAGS(P_RST), P_SEQ(200000));
	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, fd, got, sizeof(got), 0));
	/* Within it, but not at its beginning: the kernel asks. */
	peer_forget(s->p);
	peer_send(s->p, TCP, P_FLAGS(P_RST), P_SEQ(50));
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1));
	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, fd, got, sizeof(got), 0));
}

BOTH(unread, "a close with data that nobody read is a reset")
{
	const int fd = opened(s);

	peer_send(s->p, TCP, P_FLAGS(P_ACK | P_PSH), P_SEQ(1), P_ACKNO(1), P_TEXT("hello"));
	peer_expect(s->p, net_ms(100), TCP, P_FLAGS(P_ACK), P_ACKNO(6));
	REQUIRE_OK(kern_close(s->k, fd));
	peer_expect(s->p, net_ms(100), TCP, P_FLAGS(P_RST | P_ACK), P_SEQ(1));
}
