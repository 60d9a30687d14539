/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Neighbours: ARP and neighbour discovery. */
#include <linux/neighbour.h>
#include <stdio.h>

#include "cases/net/site.h"

/* A site whose peer leaves the answers to the script. */
static struct site silent(const struct family *f)
{
	struct site s = site_open(f);

	peer_close(s.p);
	s.p = peer_new(s.w, .ip = f->peer, .kernel = f->kernel, .port = 7, .kernel_port = 80,
	    .silent = true);
	return s;
}

#define SILENT(id, text)                         \
	static void silent_##id(struct site *s); \
	CASE(id##_v4, text ", IPv4")             \
	{                                        \
		struct site s = silent(&ipv4);   \
                                                 \
		silent_##id(&s);                 \
		site_close(&s);                  \
	}                                        \
	CASE(id##_v6, text ", IPv6")             \
	{                                        \
		struct site s = silent(&ipv6);   \
                                                 \
		silent_##id(&s);                 \
		site_close(&s);                  \
	}                                        \
	static void silent_##id(struct site *s)

static void send_one(struct site *s)
{
	const int fd = site_socket(s, SOCK_DGRAM, 0);

	REQUIRE_EQ(1, sock_sendto(s->k, fd, "x", 1, at(s->f->peer, 7)));
	kern_close(s->k, fd);
}

/* The kernel asks for the peer's station: everybody, or the peer alone. */
static void expect_asked(struct site *s, uint64_t ns)
{
	if (s->f->six)
		peer_expect(s->p, ns, ICMP, P_ICMP_TYPE(135), P_TARGET(s->f->peer), P_TTL(255));
	else
		peer_expect(s->p, ns, ARP, P_OP(1), P_SRC(s->f->kernel), P_DST(s->f->peer));
}

static void answer_as(struct site *s, const char *mac)
{
	if (s->f->six)
		peer_send(s->p, ICMP, P_ICMP_TYPE(136), P_TARGET(s->f->peer), P_LLADDR(mac));
	else
		peer_send(s->p, ARP, P_OP(2), P_ARP_SRC(mac));
}

static int state(struct site *s)
{
	return net_neigh_state(s->k, s->eth, s->f->peer);
}

SILENT(resolved, "who is sent something is looked for first, and known then")
{
	send_one(s);
	expect_asked(s, net_ms(10));
	REQUIRE_EQ(NUD_INCOMPLETE, state(s));
	answer_as(s, peer_mac(s->p));
	peer_expect(s->p, net_ms(10), UDP, P_ETH_DST(peer_mac(s->p)), P_TEXT("x"));
	REQUIRE_EQ(NUD_REACHABLE, state(s));
	send_one(s);
	peer_expect(s->p, net_ms(1), UDP, P_TEXT("x"));
}

SILENT(nobody, "who does not answer is asked three times, a second apart, then given up")
{
	const int fd = site_socket(s, SOCK_STREAM | SOCK_NONBLOCK, 0);
	uint64_t before = 0;

	REQUIRE_EQ(-EINPROGRESS, sock_connect(s->k, fd, at(s->f->peer, 7)));
	for (int i = 0; i < 3; i++) {
		expect_asked(s, net_seconds(2));
		REQUIRE(!i || (peer_time(s->p) - before > net_ms(950) &&
				  peer_time(s->p) - before < net_ms(1100)));
		before = peer_time(s->p);
	}
	peer_quiet(s->p, net_ms(900));
	kern_advance(s->k, net_ms(300));
	REQUIRE_EQ(-EHOSTUNREACH, sock_error(s->k, fd));
}

SILENT(probed, "one that was not heard of for long is probed, before it is given up")
{
	send_one(s);
	expect_asked(s, net_ms(10));
	answer_as(s, peer_mac(s->p));
	peer_expect(s->p, net_ms(10), UDP, P_TEXT("x"));
	kern_advance(s->k, net_seconds(120));
	send_one(s);
	peer_expect(s->p, net_ms(10), UDP, P_TEXT("x"));
	REQUIRE_EQ(NUD_DELAY, state(s));
	for (int i = 0; i < 3; i++) { /* after 5 s, to its station alone */
		const struct packet *p = peer_next(s->p, net_seconds(6));

		REQUIRE(p && !(p->address[A_ETH_DST][0] & 1));
	}
	kern_advance(s->k, net_seconds(2));
	REQUIRE_EQ(NUD_FAILED, state(s));
}

SILENT(moved, "an answer from another station moves the neighbour")
{
	send_one(s);
	expect_asked(s, net_ms(10));
	answer_as(s, "02:00:00:00:09:09");
	peer_quiet(s->p, net_ms(10)); /* it went there */
	kern_advance(s->k, net_seconds(5));
	answer_as(s, peer_mac(s->p));
	send_one(s);
	peer_expect(s->p, net_ms(10), UDP, P_TEXT("x"));
}

SILENT(permanent, "a neighbour that was told is never asked for")
{
	REQUIRE_OK(net_neigh(s->k, s->eth, s->f->peer, peer_mac(s->p)));
	REQUIRE_EQ(NUD_PERMANENT, state(s));
	send_one(s);
	peer_expect(s->p, net_ms(1), UDP, P_TEXT("x"));
	kern_advance(s->k, net_seconds(600));
	send_one(s);
	peer_expect(s->p, net_ms(1), UDP, P_TEXT("x"));
	REQUIRE_OK(net_neigh_del(s->k, s->eth, s->f->peer));
	send_one(s);
	expect_asked(s, net_ms(10));
}

SILENT(asked, "who asks for the kernel's station is told")
{
	char mac[18];
	const uint8_t *own = wire_addr(s->w);

	snprintf(mac, sizeof(mac), "%02x:%02x:%02x:%02x:%02x:%02x", own[0], own[1], own[2], own[3],
	    own[4], own[5]);
	if (s->f->six) {
		peer_send(s->p, ICMP, P_ETH_DST("33:33:ff:00:00:01"), P_DST("ff02::1:ff00:1"),
		    P_ICMP_TYPE(135), P_TARGET(s->f->kernel), P_LLADDR(peer_mac(s->p)));
		peer_expect(s->p, net_ms(10), ICMP, P_ICMP_TYPE(136), P_TARGET(s->f->kernel),
		    P_LLADDR(mac));
	} else {
		peer_send(s->p, ARP, P_ETH_DST("ff:ff:ff:ff:ff:ff"), P_OP(1));
		peer_expect(s->p, net_ms(10), ARP, P_OP(2), P_SRC(s->f->kernel), P_ARP_SRC(mac));
	}
}
