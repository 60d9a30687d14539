/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* An interface that swallows what it is given, but whose addresses are the kernel's. */
#include <linux/if_link.h>

#include "cases/net/site.h"

#define ON_DUMMY4 "10.5.0.1"
#define ON_DUMMY6 "fd05::1"

BOTH_WITH("dummy", swallows, "what is sent there is counted and gone")
{
	const int fd = site_socket(s, SOCK_DGRAM, 0);
	struct rtnl_link_stats64 was, is;

	REQUIRE_OK(net_link_add(s->k, "nowhere", "dummy"));
	REQUIRE_OK(net_link_up(s->k, "nowhere"));
	REQUIRE_OK(net_route(s->k, s->f->far_net, .dev = "nowhere"));
	kern_advance(s->k, net_seconds(20));
	REQUIRE_OK(net_link_stats(s->k, "nowhere", &was));
	REQUIRE_EQ(4, sock_sendto(s->k, fd, "ping", 4, at(s->f->far, 9)));
	REQUIRE_OK(net_link_stats(s->k, "nowhere", &is));
	REQUIRE_EQ(was.tx_packets + 1, is.tx_packets);
	REQUIRE_EQ(was.tx_bytes + 14 + s->f->head + 8 + 4, is.tx_bytes);
	REQUIRE_EQ(was.rx_packets, is.rx_packets);
	peer_quiet(s->p, net_seconds(1));
}

BOTH_WITH("dummy", address, "an address there is one of the kernel's, while it is up")
{
	const char *there = s->f->six ? ON_DUMMY6 : ON_DUMMY4;
	const struct packet *got;

	REQUIRE_OK(net_link_add(s->k, "nowhere", "dummy"));
	REQUIRE_OK(net_link_up(s->k, "nowhere"));
	REQUIRE_OK(net_addr_nodad(s->k, "nowhere", there));
	kern_advance(s->k, net_seconds(1)); /* IPv6 makes routes by a work queue */
	peer_send(s->p, ICMP, P_DST(there), P_ICMP_TYPE(s->f->echo), P_ECHO_ID(1));
	peer_expect(s->p, net_seconds(1), ICMP, P_SRC(there), P_ICMP_TYPE(s->f->echo_reply));
	REQUIRE_OK(net_link_del(s->k, "nowhere"));
	peer_send(s->p, ICMP, P_DST(there), P_ICMP_TYPE(s->f->echo), P_ECHO_ID(2));
	got = peer_next(s->p, net_seconds(1)); /* IPv6 says that there is no way */
	REQUIRE(!got || got->number[F_ICMP_TYPE] == (uint64_t)s->f->unreachable);
}
