/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Groups: who joins one says so (IGMP of RFC 3376, MLD of RFC 3810) and hears what it gets. */
#include <netinet/in.h>

#include "cases/net/site.h"
#include "kernel/kern.h"

struct group {
	const char *ip, *mac;
	uint8_t bytes[16];
	size_t len;
};

static const struct group group4 = { "224.1.2.3", "01:00:5e:01:02:03", { 224, 1, 2, 3 }, 4 };
static const struct group group6 = { "ff15::1:2:3", "33:33:00:02:00:03",
	{ 0xff, 0x15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 0, 3 }, 16 };

static const struct group *group_of(const struct site *s)
{
	return s->f->six ? &group6 : &group4;
}

static long member(struct site *s, int fd, bool join)
{
	const struct group *g = group_of(s);
	const int index = net_index(s->k, s->eth);
	struct ip_mreqn four = { .imr_ifindex = index };
	struct ipv6_mreq six = { .ipv6mr_interface = index };

	memcpy(&four.imr_multiaddr, g->bytes, 4);
	memcpy(&six.ipv6mr_multiaddr, g->bytes, 16);
	if (s->f->six)
		return kern_call(s->k, KERN_SETSOCKOPT, fd, IPPROTO_IPV6,
		    join ? IPV6_JOIN_GROUP : IPV6_LEAVE_GROUP, (long)&six, sizeof(six));
	return kern_call(s->k, KERN_SETSOCKOPT, fd, IPPROTO_IP,
	    join ? IP_ADD_MEMBERSHIP : IP_DROP_MEMBERSHIP, (long)&four, sizeof(four));
}

enum { MODE_EXCLUDE = 2, TO_INCLUDE = 3, TO_EXCLUDE = 4 };

/* A report of version 3 of IGMP, or 2 of MLD, that has a record of such a kind of the
 * group: it ends with the address of its last record. */
static bool reports(const struct site *s, const struct frame *f, int kind)
{
	const struct group *g = group_of(s);
	const size_t head = 14 + (s->f->six ? 40 + 8 : 24) + 8; /* with router alert */
	const uint8_t *record = f->data + head;
	const uint8_t type = s->f->six ? 143 : 0x22;

	if (f->len < head + 4 + g->len || f->data[head - 8] != type)
		return false;
	while (record + 4 + g->len <= f->data + f->len) {
		if (record[0] == kind && !memcmp(record + 4, g->bytes, g->len))
			return true;
		record += 4 + g->len;
	}
	return false;
}

static int reported(struct site *s, uint64_t ns, int kind)
{
	const uint64_t end = kern_now(s->k) + ns;
	int n = 0;

	while (kern_now(s->k) < end)
		for (const struct frame *f; (f = wire_wait(s->w, end - kern_now(s->k)));)
			n += reports(s, f, kind);
	return n;
}

static void say(struct site *s)
{
	peer_send(s->p, UDP, P_ETH_DST(group_of(s)->mac), P_DST(group_of(s)->ip), P_TEXT("all"));
}

BOTH(joined, "who joins a group says so twice, and hears what is sent to it")
{
	const int fd = site_server(s, SOCK_DGRAM | SOCK_NONBLOCK, 80);
	char got[8];

	say(s);
	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, fd, got, sizeof(got), 0));
	REQUIRE_OK(member(s, fd, true));
	REQUIRE_EQ(2, reported(s, net_seconds(20), TO_EXCLUDE));
	say(s);
	REQUIRE_EQ(3, sock_recv(s->k, fd, got, sizeof(got), 0));
	REQUIRE_EQ(-EADDRINUSE, member(s, fd, true));
}

BOTH(left, "who leaves a group says so, and hears no more")
{
	const int fd = site_server(s, SOCK_DGRAM | SOCK_NONBLOCK, 80);
	char got[8];

	REQUIRE_OK(member(s, fd, true));
	reported(s, net_seconds(20), TO_EXCLUDE);
	REQUIRE_OK(member(s, fd, false));
	REQUIRE_EQ(2, reported(s, net_seconds(20), TO_INCLUDE));
	say(s);
	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, fd, got, sizeof(got), 0));
	REQUIRE_EQ(-EADDRNOTAVAIL, member(s, fd, false));
}

BOTH(closed, "a socket that is closed leaves its groups")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	REQUIRE_OK(member(s, fd, true));
	reported(s, net_seconds(20), TO_EXCLUDE);
	REQUIRE_OK(kern_close(s->k, fd));
	REQUIRE_EQ(2, reported(s, net_seconds(20), TO_INCLUDE));
}

BOTH(sent, "what is sent to a group goes to its station, with one hop, and comes back here")
{
	const int to = site_socket(s, SOCK_DGRAM, 0);
	const int in = site_server(s, SOCK_DGRAM | SOCK_NONBLOCK, 80);
	const struct group *g = group_of(s);
	char got[8];

	REQUIRE_OK(member(s, in, true));
	REQUIRE_OK(net_route(s->k, s->f->six ? "ff15::/16" : "224.0.0.0/4", .dev = s->eth,
	    .table = s->f->six ? 255 : 0, .type = s->f->six ? 5 : 0));
	REQUIRE_EQ(5, sock_sendto(s->k, to, "hello", 5, at(g->ip, 80)));
	peer_expect(s->p, net_ms(100), UDP, P_ETH_DST(g->mac), P_DST(g->ip), P_TTL(1),
	    P_TEXT("hello"));
	REQUIRE_EQ(5, sock_recv(s->k, in, got, sizeof(got), 0));
	REQUIRE_OK(sock_set(s->k, to, s->f->level,
	    s->f->six ? IPV6_MULTICAST_LOOP : IP_MULTICAST_LOOP, 0));
	REQUIRE_OK(
	    sock_set(s->k, to, s->f->level, s->f->six ? IPV6_MULTICAST_HOPS : IP_MULTICAST_TTL, 7));
	REQUIRE_EQ(5, sock_sendto(s->k, to, "again", 5, at(g->ip, 80)));
	peer_expect(s->p, net_ms(100), UDP, P_DST(g->ip), P_TTL(7), P_TEXT("again"));
	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, in, got, sizeof(got), 0));
}
