/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* macvlan: several stations on one interface. */
#include "cases/net/site.h"

#define MAC "02:00:00:00:09:01"

static void add(struct site *s, const char *mode)
{
	REQUIRE_OK(net_link_add(s->k, "mv", "macvlan", .below = s->eth, .addr = MAC, .mode = mode));
	REQUIRE_OK(net_link_up(s->k, "mv"));
	REQUIRE_OK(net_addr_nodad(s->k, "mv", s->f->six ? "fd05::1/64" : "10.5.0.1/24"));
	kern_advance(s->k, net_seconds(20));
	peer_forget(s->p);
}

BOTH_WITH("macvlan", station, "each has its own address, and answers for it")
{
	struct peer *p;

	add(s, "bridge");
	p = peer_new(s->w, .ip = s->f->six ? "fd05::2" : "10.5.0.2",
	    .kernel = s->f->six ? "fd05::1" : "10.5.0.1");
	peer_send(p, ICMP, P_ETH_DST(MAC), P_ICMP_TYPE(s->f->echo), P_ECHO_ID(1));
	peer_expect(p, net_seconds(1), ICMP, P_ETH_SRC(MAC), P_ICMP_TYPE(s->f->echo_reply));
	peer_send(s->p, ICMP, P_ICMP_TYPE(s->f->echo), P_ECHO_ID(2));
	peer_expect(s->p, net_seconds(1), ICMP, P_ICMP_TYPE(s->f->echo_reply), P_ECHO_ID(2));
	peer_send(p, ICMP, P_ETH_DST("02:00:00:00:09:02"), P_ICMP_TYPE(s->f->echo), P_ECHO_ID(3));
	peer_quiet(p, net_seconds(1));
	peer_close(p);
}

BOTH_WITH("macvlan", alone,
    "one that passes all through is alone, and what it is on top of keeps it")
{
	add(s, "passthru");
	REQUIRE_EQ(-EINVAL,
	    net_link_add(s->k, "mv2", "macvlan", .below = s->eth, .mode = "bridge"));
	kern_unwire(s->k, s->w);
	REQUIRE_EQ(-ENODEV, net_index(s->k, "mv"));
}
