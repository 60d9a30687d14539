/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Echo, both ways. */
#include "cases/net/site.h"

BOTH(echo, "who asks for an echo gets what was sent")
{
	const struct family *f = s->f;

	peer_send(s->p, ICMP, P_ICMP_TYPE(f->echo), P_ECHO_ID(77), P_ECHO_SEQ(5), P_TEXT("hello"));
	peer_expect(s->p, net_ms(1), ICMP, P_SRC(f->kernel), P_DST(f->peer),
	    P_ICMP_TYPE(f->echo_reply), P_ECHO_ID(77), P_ECHO_SEQ(5), P_TEXT("hello"));
}

BOTH(echo_long, "an echo of the longest packet that fits the wire")
{
	static uint8_t data[1500];
	const size_t len = 1500 - s->f->head - 8;

	for (size_t i = 0; i < len; i++)
		data[i] = i * 7;
	peer_send(s->p, ICMP, P_ICMP_TYPE(s->f->echo), P_ECHO_ID(1), P_DATA(data, len));
	peer_expect(s->p, net_ms(1), ICMP, P_ICMP_TYPE(s->f->echo_reply), P_DATA(data, len));
}

BOTH(echo_bad_checksum, "an echo with a wrong checksum is not answered")
{
	peer_send(s->p, ICMP, P_ICMP_TYPE(s->f->echo), P_ECHO_ID(1), P_CSUM(0x1234));
	peer_quiet(s->p, net_seconds(1));
}

BOTH(echo_other_address, "an echo for another address is not answered")
{
	peer_send(s->p, ICMP, P_DST(s->f->other), P_ICMP_TYPE(s->f->echo), P_ECHO_ID(1));
	peer_quiet(s->p, net_seconds(1));
}

BOTH(echo_asked, "a socket that asks for an echo gets the answer")
{
	const struct family *f = s->f;
	uint8_t ask[16] = { f->echo, 0, 0, 0, 0, 9, 0, 1 }, answer[64];
	const int fd = site_socket(s, SOCK_RAW, f->icmp);
	const struct packet *got;
	ssize_t len;

	if (!f->six) { /* IPv6 sums these messages itself */
		ask[2] = 0xf7;
		ask[3] = 0xf5;
	}
	REQUIRE_EQ(8, sock_sendto(s->k, fd, ask, 8, at(f->peer, 0)));
	got =
	    peer_expect(s->p, net_ms(100), ICMP, P_ICMP_TYPE(f->echo), P_ECHO_ID(9), P_ECHO_SEQ(1));
	REQUIRE_EQ(64, got->number[F_TTL]);
	peer_send(s->p, ICMP, P_ICMP_TYPE(f->echo_reply), P_ECHO_ID(9), P_ECHO_SEQ(1));
	for (;;) { /* one of IPv6 also sees what finds neighbours */
		len = REQUIRE_OK(sock_recv(s->k, fd, answer, sizeof(answer), 0));
		if (answer[f->six ? 0 : 20] == f->echo_reply)
			break;
	}
	REQUIRE_EQ(f->six ? 8 : 28, len);
	REQUIRE_EQ(9, answer[f->six ? 5 : 25]);
}

BOTH(echo_loopback, "the kernel reaches its own address without the wire")
{
	const int from = site_socket(s, SOCK_DGRAM, 0), to = site_server(s, SOCK_DGRAM, 9);
	const uint64_t sent = wire_count(s->w).sent;
	char got[8];

	REQUIRE_EQ(2, sock_sendto(s->k, from, "hi", 2, at(s->f->kernel, 9)));
	REQUIRE_EQ(2, sock_recv(s->k, to, got, sizeof(got), 0));
	REQUIRE_EQ(sent, wire_count(s->w).sent);
}
