/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fragments, made and put together (RFC 791, RFC 8200). */
#include "cases/net/site.h"

#define TOTAL 3000

/* A datagram of TOTAL bytes for port 80, as what is behind the header of IP. */
static uint8_t datagram[TOTAL + 8];

static void fill(struct site *s)
{
	static uint8_t frame[TOTAL + 100], data[TOTAL];
	size_t len;

	for (int i = 0; i < TOTAL; i++)
		data[i] = i * 13;
	len = packet_make(frame, UDP, P_SRC(s->f->peer), P_DST(s->f->kernel), P_SPORT(7),
	    P_DPORT(80), P_DATA(data, TOTAL));
	REQUIRE_EQ(14 + s->f->head + TOTAL + 8, len);
	memcpy(datagram, frame + 14 + s->f->head, sizeof(datagram));
}

static void fragment(struct site *s, uint32_t from, uint32_t to)
{
	peer_send(s->p, IP, P_PROTO(IPPROTO_UDP), P_ID(4711), P_OFFSET(from),
	    P_MORE(to < sizeof(datagram)), P_DATA(datagram + from, to - from));
}

static void whole(struct site *s, int fd)
{
	static uint8_t got[TOTAL + 8];

	REQUIRE_EQ(TOTAL, sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT));
	REQUIRE_MEMEQ(datagram + 8, got, TOTAL);
}

static void nothing(struct site *s, int fd)
{
	uint8_t got[8];

	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT));
}

BOTH(in_order, "fragments in their order are put together")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	fill(s);
	fragment(s, 0, 1000);
	fragment(s, 1000, 2000);
	nothing(s, fd);
	fragment(s, 2000, sizeof(datagram));
	whole(s, fd);
}

BOTH(backwards, "fragments in the reverse order are put together")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	fill(s);
	fragment(s, 2000, sizeof(datagram));
	fragment(s, 1000, 2000);
	nothing(s, fd);
	fragment(s, 0, 1000);
	whole(s, fd);
}

BOTH(twice, "a fragment that comes twice does no harm")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	fill(s);
	fragment(s, 0, 1000);
	fragment(s, 0, 1000);
	fragment(s, 1000, 2000);
	fragment(s, 2000, sizeof(datagram));
	whole(s, fd);
}

BOTH(overlap, "fragments that overlap are all dropped (RFC 5722)")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	fill(s);
	fragment(s, 0, 1000);
	fragment(s, 800, 2000);
	fragment(s, 2000, sizeof(datagram));
	nothing(s, fd);
}

BOTH(missing, "a datagram with a piece missing is given up, and its sender is told")
{
	const struct family *f = s->f;
	const int fd = site_server(s, SOCK_DGRAM, 80);
	const uint64_t wait = f->six ? 60 : 30;

	fill(s);
	fragment(s, 0, 1000);
	fragment(s, 2000, sizeof(datagram));
	peer_quiet(s->p, net_seconds(wait - 1));
	/* The further away, the coarser are the kernel's timers. */
	peer_expect(s->p, net_seconds(8), ICMP, P_ICMP_TYPE(f->six ? 3 : 11), P_CODE(1));
	fragment(s, 1000, 2000);
	nothing(s, fd);
}

BOTH(first_missing, "without the first piece nobody is told")
{
	fill(s);
	fragment(s, 1000, 2000);
	peer_quiet(s->p, net_seconds(100));
}

BOTH(sent, "a datagram longer than the wire allows goes in fragments")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);
	const uint32_t room = (1500 - s->f->head - (s->f->six ? 8 : 0)) / 8 * 8;
	static uint8_t together[TOTAL + 8];

	fill(s);
	REQUIRE_EQ(TOTAL, sock_sendto(s->k, fd, datagram + 8, TOTAL, at(s->f->peer, 7)));
	for (uint32_t offset = 0; offset < sizeof(together); offset += room) {
		const bool last = offset + room >= sizeof(together);
		const struct packet *p = peer_next(s->p, net_ms(100));

		REQUIRE(p && p->number[F_OFFSET] == offset && p->number[F_MORE] == !last);
		REQUIRE_EQ(last ? sizeof(together) - offset : room, p->len);
		memcpy(together + offset, p->data, p->len);
	}
	REQUIRE_MEMEQ(datagram + 8, together + 8, TOTAL);
}

BOTH(too_many, "more unfinished datagrams than there is room for do not take more")
{
	uint8_t piece[1400] = { 0 };

	REQUIRE_OK(net_sysctl(s->k,
	    s->f->six ? "net/ipv6/ip6frag_low_thresh" : "net/ipv4/ipfrag_low_thresh", "200000"));
	REQUIRE_OK(net_sysctl(s->k,
	    s->f->six ? "net/ipv6/ip6frag_high_thresh" : "net/ipv4/ipfrag_high_thresh", "262144"));
	for (int i = 0; i < 300; i++)
		peer_send(s->p, IP, P_PROTO(IPPROTO_UDP), P_ID(i), P_OFFSET(0), P_MORE(1),
		    P_DATA(piece, sizeof(piece)));
	REQUIRE(net_counter(s->k, s->f->six ? "Ip6ReasmFails" : "Ip:ReasmFails") > 50);
}
