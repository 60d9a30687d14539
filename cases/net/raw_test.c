/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Raw sockets: packets of a protocol, below ports. */
#include <linux/icmp.h>

#include "cases/net/site.h"
#include "kernel/kern.h"

#define EXPERIMENT 253 /* a protocol for experiments (RFC 3692) */

BOTH(in, "a raw socket gets what is of its protocol; in IPv4 with the header")
{
	const int fd = site_socket(s, SOCK_RAW | SOCK_NONBLOCK, EXPERIMENT);
	const size_t head = s->f->six ? 0 : 20;
	char from[SOCK_TEXT];
	uint8_t got[64];

	peer_send(s->p, IP, P_PROTO(EXPERIMENT), P_TEXT("hello"));
	REQUIRE_EQ((ssize_t)head + 5, sock_recvfrom(s->k, fd, got, sizeof(got), 0, from));
	REQUIRE_MEMEQ("hello", got + head, 5);
	REQUIRE_STREQ(at(s->f->peer, 0), from);
	peer_send(s->p, IP, P_PROTO(EXPERIMENT + 1), P_TEXT("other"));
	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, fd, got, sizeof(got), 0));
}

BOTH(out, "what a raw socket sends is of its protocol, and as it was given")
{
	const int fd = site_socket(s, SOCK_RAW, EXPERIMENT);

	REQUIRE_EQ(5, sock_sendto(s->k, fd, "hello", 5, at(s->f->peer, 0)));
	peer_expect(s->p, net_ms(100), IP, P_PROTO(EXPERIMENT), P_SRC(s->f->kernel), P_TTL(64),
	    P_TEXT("hello"));
}

BOTH(unknown, "a packet of a protocol that nobody has is answered as unreachable")
{
	peer_send(s->p, IP, P_PROTO(EXPERIMENT), P_TEXT("hello"));
	/* IPv4: protocol unreachable; IPv6: a parameter that is not known. */
	peer_expect(s->p, net_ms(100), ICMP, P_ICMP_TYPE(s->f->six ? 4 : 3),
	    P_CODE(s->f->six ? 1 : 2));
}

BOTH(connected, "a raw socket that is connected hears its peer alone")
{
	const int fd = site_socket(s, SOCK_RAW | SOCK_NONBLOCK, EXPERIMENT);
	uint8_t got[64];

	REQUIRE_OK(sock_connect(s->k, fd, at(s->f->peer, 0)));
	peer_send(s->p, IP, P_PROTO(EXPERIMENT), P_SRC(s->f->other), P_TEXT("other"));
	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, fd, got, sizeof(got), 0));
	peer_send(s->p, IP, P_PROTO(EXPERIMENT), P_TEXT("hello"));
	REQUIRE(sock_recv(s->k, fd, got, sizeof(got), 0) > 0);
}

CASE(filter, "a filter of ICMP keeps types away")
{
	struct site s = site_open(&ipv4);
	const int fd = site_socket(&s, SOCK_RAW | SOCK_NONBLOCK, IPPROTO_ICMP);
	const struct icmp_filter none_but_replies = { ~1u };
	uint8_t got[64];

	REQUIRE_OK(kern_call(s.k, KERN_SETSOCKOPT, fd, SOL_RAW, ICMP_FILTER,
	    (long)&none_but_replies, sizeof(none_but_replies)));
	peer_send(s.p, ICMP, P_ICMP_TYPE(8), P_ECHO_ID(1));
	REQUIRE_EQ(-EAGAIN, sock_recv(s.k, fd, got, sizeof(got), 0));
	peer_send(s.p, ICMP, P_ICMP_TYPE(0), P_ECHO_ID(1));
	REQUIRE_EQ(28, sock_recv(s.k, fd, got, sizeof(got), 0));
	site_close(&s);
}

CASE(own_header, "a header of one's own is sent, with the checksum and length that it lacks")
{
	struct site s = site_open(&ipv4);
	const int fd = site_socket(&s, SOCK_RAW, EXPERIMENT);
	uint8_t packet[25] = { 0x45, 0, 0, 0, 0x12, 0x34, 0, 0, 77, EXPERIMENT, 0, 0, 10, 0, 0, 99,
		10, 0, 0, 2, 'h', 'e', 'l', 'l', 'o' };

	REQUIRE_OK(sock_set(s.k, fd, IPPROTO_IP, IP_HDRINCL, 1));
	REQUIRE_EQ(25, sock_sendto(s.k, fd, packet, sizeof(packet), "10.0.0.2:0"));
	const struct packet *p = peer_expect(s.p, net_ms(100), IP, P_PROTO(EXPERIMENT),
	    P_SRC("10.0.0.99"), P_TTL(77), P_ID(0x1234), P_TEXT("hello"));

	REQUIRE(!p->ip_csum_wrong);
	REQUIRE_EQ(-EINVAL, sock_sendto(s.k, fd, packet, 19, "10.0.0.2:0"));
	site_close(&s);
}
