/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Datagrams. */
#include <poll.h>

#include "cases/net/site.h"

BOTH(in, "a datagram reaches the socket of its port, with the sender's address")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);
	char got[16], from[SOCK_TEXT];

	peer_send(s->p, UDP, P_TEXT("hello"));
	REQUIRE_EQ(5, sock_recvfrom(s->k, fd, got, sizeof(got), MSG_DONTWAIT, from));
	REQUIRE_MEMEQ("hello", got, 5);
	REQUIRE_STREQ(at(s->f->peer, 7), from);
}

BOTH(out, "a datagram goes out whole, with right checksums")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	REQUIRE_EQ(5, sock_sendto(s->k, fd, "hello", 5, at(s->f->peer, 7)));
	peer_expect(s->p, net_ms(100), UDP, P_SRC(s->f->kernel), P_DST(s->f->peer), P_SPORT(80),
	    P_DPORT(7), P_TTL(64), P_TEXT("hello"));
}

BOTH(empty, "a datagram without a payload is one")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);
	char got[4];

	peer_send(s->p, UDP, P_LEN(0));
	REQUIRE_EQ(POLLIN, sock_poll(s->k, fd, POLLIN));
	REQUIRE_EQ(0, sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT));
	REQUIRE_EQ(0, sock_sendto(s->k, fd, "", 0, at(s->f->peer, 7)));
	peer_expect(s->p, net_ms(100), UDP, P_LEN(0));
}

BOTH(no_port, "a datagram for a port that nobody has is answered as unreachable")
{
	peer_send(s->p, UDP, P_DPORT(81), P_TEXT("x"));
	peer_expect(s->p, net_ms(1), ICMP, P_ICMP_TYPE(s->f->unreachable),
	    P_CODE(s->f->port_unreachable));
}

BOTH(refused, "what the peer refuses is an error of the connected socket, once")
{
	const struct family *f = s->f;
	const int fd = site_socket(s, SOCK_DGRAM, 0);
	uint8_t quoted[128];
	const struct packet *sent;
	char got[4];
	size_t len;

	REQUIRE_OK(sock_connect(s->k, fd, at(f->peer, 7)));
	REQUIRE_EQ(1, sock_send(s->k, fd, "x", 1, 0));
	sent = peer_expect(s->p, net_ms(100), UDP, P_DPORT(7));
	len = packet_write(sent, quoted);
	peer_send(s->p, ICMP, P_ICMP_TYPE(f->unreachable), P_CODE(f->port_unreachable),
	    P_DATA(quoted + 14, len - 14));
	REQUIRE_EQ(-ECONNREFUSED, sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT));
	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT));
}

BOTH(bad_checksum, "a datagram with a wrong checksum is dropped, and counted")
{
	const char *counter = s->f->six ? "Udp6InErrors" : "Udp:InErrors";
	const int fd = site_server(s, SOCK_DGRAM, 80);
	const uint64_t before = net_counter(s->k, counter);
	char got[4];

	peer_send(s->p, UDP, P_CSUM(0x4321), P_TEXT("x"));
	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT));
	REQUIRE_EQ(before + 1, net_counter(s->k, counter));
}

BOTH(no_checksum, "a datagram without a checksum is good in IPv4, bad in IPv6")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);
	char got[4];

	peer_send(s->p, UDP, P_CSUM(0), P_TEXT("x"));
	REQUIRE_EQ(s->f->six ? -EAGAIN : 1, sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT));
}

BOTH(too_long, "a datagram longer than the buffer is cut, and its rest is gone")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);
	char got[4];

	peer_send(s->p, UDP, P_TEXT("0123456789"));
	peer_send(s->p, UDP, P_TEXT("x"));
	REQUIRE_EQ(10, sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT | MSG_TRUNC));
	REQUIRE_MEMEQ("0123", got, 4);
	REQUIRE_EQ(1, sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT));
}

BOTH(queue_full, "a socket that nobody reads takes what fits its buffer and no more")
{
	const char *counter = s->f->six ? "Udp6RcvbufErrors" : "Udp:RcvbufErrors";
	const int fd = site_server(s, SOCK_DGRAM, 80);
	char got[600];
	int came = 0;

	REQUIRE_OK(sock_set(s->k, fd, SOL_SOCKET, SO_RCVBUF, 4096));
	for (int i = 0; i < 40; i++)
		peer_send(s->p, UDP, P_LEN(512));
	while (sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT) == 512)
		came++;
	REQUIRE(came > 2 && came < 20);
	REQUIRE_EQ(40 - came, net_counter(s->k, counter));
}

BOTH(blocks, "who waits for a datagram gets it when it comes, in virtual time")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);
	const uint64_t start = kern_now(s->k);
	uint8_t frame[128];
	char got[4];
	const size_t len = packet_make(frame, UDP, P_ETH_DST("02:00:00:00:00:01"),
	    P_SRC(s->f->peer), P_DST(s->f->kernel), P_SPORT(7), P_DPORT(80), P_TEXT("x"));

	memcpy(frame, wire_addr(s->w), 6);
	wire_put_in(s->w, net_seconds(20), frame, len);
	REQUIRE_EQ(1, sock_recv(s->k, fd, got, sizeof(got), 0));
	REQUIRE(kern_now(s->k) - start >= net_seconds(20));
	REQUIRE(kern_now(s->k) - start < net_seconds(20) + net_ms(1));
}
