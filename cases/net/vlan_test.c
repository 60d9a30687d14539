/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* VLANs: tags on frames, as IEEE 802.1Q has them. */
#include <net/if.h>

#include "cases/net/site.h"

/* A kernel with 10.1.0.1 in VLAN 7 on eth0, and a peer there. */
struct tagged {
	struct kern *k;
	struct wire *w;
	struct peer *p;
};

static struct tagged make(uint16_t tag)
{
	struct tagged t = { .k = kern_boot("vlan ipv4"), .w = wire_new() };
	const char *eth = kern_wire(t.k, t.w);

	REQUIRE_OK(net_link_up(t.k, eth));
	REQUIRE_OK(net_link_add(t.k, "v7", "vlan", .below = eth, .vlan = 7));
	REQUIRE_OK(net_link_up(t.k, "v7"));
	REQUIRE_OK(net_addr(t.k, "v7", "10.1.0.1/24"));
	kern_advance(t.k, net_seconds(1));
	t.p = peer_new(t.w, .ip = "10.1.0.2", .kernel = "10.1.0.1", .port = 7, .kernel_port = 80,
	    .vlan = tag);
	return t;
}

static void end(struct tagged *t)
{
	REQUIRE_STREQ("", kern_splat(t->k));
	kern_halt(t->k);
	peer_close(t->p);
	wire_close(t->w);
}

CASE(tags, "what is sent in a VLAN has its tag, and what has its tag is received there")
{
	struct tagged t = make(7);

	peer_send(t.p, ICMP, P_ICMP_TYPE(8), P_ECHO_ID(1), P_TEXT("hello"));
	peer_expect(t.p, net_ms(1), ICMP, P_VLAN(7), P_ICMP_TYPE(0), P_ECHO_ID(1), P_TEXT("hello"));
	end(&t);
}

CASE(other_tag, "what has the tag of another VLAN is received by none")
{
	struct tagged t = make(8);

	peer_send(t.p, ICMP, P_ICMP_TYPE(8), P_ECHO_ID(1));
	peer_quiet(t.p, net_seconds(1));
	end(&t);
}

CASE(two, "two VLANs on one wire are two networks")
{
	struct tagged t = make(7);
	struct peer *p;

	REQUIRE_OK(net_link_add(t.k, "v4094", "vlan", .below = "eth0", .vlan = 4094));
	REQUIRE_OK(net_link_up(t.k, "v4094"));
	REQUIRE_OK(net_addr(t.k, "v4094", "10.2.0.1/24"));
	p = peer_new(t.w, .ip = "10.2.0.2", .kernel = "10.2.0.1", .vlan = 4094);
	peer_send(p, ICMP, P_ICMP_TYPE(8), P_ECHO_ID(2));
	peer_expect(p, net_ms(1), ICMP, P_VLAN(4094), P_ICMP_TYPE(0), P_ECHO_ID(2));
	peer_send(t.p, ICMP, P_ICMP_TYPE(8), P_ECHO_ID(1));
	peer_expect(t.p, net_ms(1), ICMP, P_VLAN(7), P_ICMP_TYPE(0), P_ECHO_ID(1));
	end(&t);
	peer_close(p);
}

CASE(down, "a VLAN goes down and up with what it is on top of")
{
	struct tagged t = make(7);

	REQUIRE(net_link_flags(t.k, "v7") & IFF_RUNNING);
	REQUIRE_OK(net_link_down(t.k, "eth0"));
	REQUIRE(!(net_link_flags(t.k, "v7") & IFF_UP));
	REQUIRE_EQ(-ENETDOWN, net_link_up(t.k, "v7"));
	REQUIRE_OK(net_link_up(t.k, "eth0"));
	REQUIRE(net_link_flags(t.k, "v7") & IFF_UP);
	end(&t);
}

CASE(bad, "a tag that is there, or is none, is refused")
{
	struct tagged t = make(7);

	REQUIRE_EQ(-EEXIST, net_link_add(t.k, "x", "vlan", .below = "eth0", .vlan = 7));
	REQUIRE_ERROR(net_link_add(t.k, "x", "vlan", .below = "eth0", .vlan = 4096), ERANGE);
	REQUIRE_EQ(-EINVAL, net_link_add(t.k, "x", "vlan", .vlan = 9));
	REQUIRE_EQ(-ERANGE, net_link_set(t.k, "v7", .mtu = 1501));
	REQUIRE_EQ(-ENODEV, net_index(t.k, "x"));
	end(&t);
}

CASE(goes, "a VLAN goes with the interface that it is on top of")
{
	struct tagged t = make(7);

	kern_unwire(t.k, t.w);
	REQUIRE_EQ(-ENODEV, net_index(t.k, "v7"));
	end(&t);
}
