/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* TCP: segments in every order but the right one. */
#include "cases/net/site.h"

static int opened(struct site *s)
{
	const int fd = site_server(s, SOCK_STREAM, 80);

	peer_connect(s->p);
	return REQUIRE_OK(sock_accept(s->k, fd, SOCK_NONBLOCK));
}

static void segment(struct site *s, uint32_t seq, const char *text)
{
	peer_send(s->p, TCP, P_FLAGS(P_ACK | P_PSH), P_SEQ(seq), P_ACKNO(1), P_TEXT(text));
}

static void reads(struct site *s, int fd, const char *text)
{
	char got[64] = "";

	REQUIRE_EQ(strlen(text), sock_recv(s->k, fd, got, sizeof(got) - 1, 0));
	REQUIRE_STREQ(text, got);
}

BOTH(out_of_order, "segments that come in the wrong order are put right")
{
	const int fd = opened(s);
	char got[4];

	segment(s, 7, "world!");
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_ACK), P_ACKNO(1)); /* at once */
	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, fd, got, sizeof(got), 0));
	segment(s, 1, "hello ");
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_ACK), P_ACKNO(13));
	reads(s, fd, "hello world!");
}

BOTH(overlap, "segments that overlap give each byte once")
{
	const int fd = opened(s);

	segment(s, 4, "defghi");
	segment(s, 1, "abcdef");
	segment(s, 7, "ghijkl");
	reads(s, fd, "abcdefghijkl");
}

BOTH(duplicate, "a segment that comes twice is acknowledged twice and read once")
{
	const int fd = opened(s);
	char got[4];

	segment(s, 1, "hello");
	peer_expect(s->p, net_ms(100), TCP, P_ACKNO(6));
	segment(s, 1, "hello");
	peer_expect(s->p, net_ms(1), TCP, P_ACKNO(6));
	reads(s, fd, "hello");
	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, fd, got, sizeof(got), 0));
}

BOTH(sack, "what came out of order is told by SACK")
{
	site_server(s, SOCK_STREAM, 80);
	peer_send(s->p, TCP, P_FLAGS(P_SYN), P_SEQ(0), P_MSS(1460), P_SACK_OK(1));
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_SYN | P_ACK), P_SACK_OK(1));
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1));
	segment(s, 11, "0123456789");
	peer_expect(s->p, net_ms(1), TCP, P_ACKNO(1), P_SACK(11, 21));
}

BOTH(window, "bytes beyond the window are not taken")
{
	const int fd = opened(s);
	char got[4];

	segment(s, 3000000, "x");
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_ACK), P_ACKNO(1));
	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, fd, got, sizeof(got), 0));
}

BOTH(urgent, "a byte of urgent data is read apart")
{
	const int fd = opened(s);
	char got[8];

	peer_send(s->p, TCP, P_FLAGS(P_ACK | P_URG), P_SEQ(1), P_ACKNO(1), P_URGENT(3),
	    P_TEXT("abc"));
	REQUIRE_EQ(1, sock_recv(s->k, fd, got, 1, MSG_OOB));
	REQUIRE_EQ('c', got[0]);
	reads(s, fd, "ab");
}

BOTH(bad_checksum, "a segment with a wrong checksum is not acknowledged")
{
	const int fd = opened(s);
	char got[4];

	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1), P_CSUM(0x1111), P_TEXT("x"));
	peer_quiet(s->p, net_seconds(1));
	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, fd, got, sizeof(got), 0));
}

BOTH(mss, "the kernel sends no segment longer than the peer asked for")
{
	static char data[1000];
	uint32_t seq = 1;
	int fd = site_server(s, SOCK_STREAM, 80);

	peer_send(s->p, TCP, P_FLAGS(P_SYN), P_SEQ(0), P_MSS(300));
	peer_expect(s->p, net_ms(1), TCP, P_FLAGS(P_SYN | P_ACK));
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1));
	fd = REQUIRE_OK(sock_accept(s->k, fd, 0));
	REQUIRE_EQ(1000, sock_send(s->k, fd, data, sizeof(data), 0));
	for (uint32_t left = 1000; left; left -= left < 300 ? left : 300) {
		peer_expect(s->p, net_ms(1), TCP, P_SEQ(seq), P_LEN(left < 300 ? left : 300));
		seq += left < 300 ? left : 300;
	}
}
