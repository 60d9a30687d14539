/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Configuration by netlink. */
#include <linux/if_addr.h>
#include <net/if.h>

#include "cases/net/site.h"

#define ENDS(want, f, arg) REQUIRE(strstr(harness_catch((f), (arg)) ?: "", (want)))

static void parse_ip(void *text)
{
	net_ip(text);
}

static void parse_mac(void *text)
{
	uint8_t mac[6];

	net_mac(text, mac);
}

static void parse_sock(void *text)
{
	struct sockaddr_storage ss;

	sock_addr(NULL, text, &ss);
}

CASE(bad_address, "an address that does not parse ends the case with one line")
{
	static const char *const ips[] = { "", "10.0.0", "10.0.0.256", "10.0.0.1/33", "10.0.0.1/",
		"10.0.0.1/x", "10.0.0.1/-1", "10.0.0.1/8x", "fd00::1/129", "fd00:::1", "x",
		"10.0.0.1/0000000000000000024",
		"1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa:bbbb:cccc" };
	static const char *const macs[] = { "", "02:00:00:00:00", "02:00:00:00:00:0g",
		"02:00:00:00:00:01:02", "020000000001" };
	static const char *const socks[] = { "", "10.0.0.1", "10.0.0.1:", "10.0.0.1:65536",
		"10.0.0.1:x", "fd00::1:80", "[fd00::1]", "[fd00::1:80", "[]:1" };

	for (size_t i = 0; i < sizeof(ips) / sizeof(ips[0]); i++)
		ENDS("expected one such as 10.0.0.1, 10.0.0.1/24", parse_ip, (void *)ips[i]);
	for (size_t i = 0; i < sizeof(macs) / sizeof(macs[0]); i++)
		ENDS("expected one such as 02:00:00:00:00:01", parse_mac, (void *)macs[i]);
	for (size_t i = 0; i < sizeof(socks) / sizeof(socks[0]); i++)
		ENDS("expected one such as 10.0.0.1:80", parse_sock, (void *)socks[i]);
}

CASE(no_interface, "an interface that is not there is ENODEV")
{
	struct kern *k = kern_boot("ipv6");

	REQUIRE_EQ(-ENODEV, net_link_up(k, "eth9"));
	REQUIRE_EQ(-ENODEV, net_addr(k, "eth9", "10.0.0.1/24"));
	REQUIRE_EQ(-ENODEV, net_route(k, "10.0.0.0/8", .dev = "eth9"));
	REQUIRE_EQ(-ENODEV, net_neigh(k, "eth9", "10.0.0.1", "02:00:00:00:00:01"));
	REQUIRE_EQ(-EADDRNOTAVAIL, net_addr_flags(k, "10.0.0.1"));
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
}

BOTH(address, "an address comes and goes, and is there once")
{
	const struct family *f = s->f;

	REQUIRE(net_addr_flags(s->k, f->kernel) >= 0);
	REQUIRE_EQ(-EEXIST, net_addr_nodad(s->k, s->eth, f->kernel_net));
	REQUIRE_OK(net_addr_del(s->k, s->eth, f->kernel_net));
	REQUIRE_EQ(-EADDRNOTAVAIL, net_addr_flags(s->k, f->kernel));
	REQUIRE_EQ(-EADDRNOTAVAIL, net_addr_del(s->k, s->eth, f->kernel_net));
}

CASE(dad, "a new address of IPv6 is tentative until nobody has objected for a second")
{
	struct site s = site_open(&ipv6);

	REQUIRE_OK(net_addr(s.k, s.eth, "fd00::77/64"));
	REQUIRE(net_addr_flags(s.k, "fd00::77") & IFA_F_TENTATIVE);
	kern_advance(s.k, net_seconds(3));
	REQUIRE(!(net_addr_flags(s.k, "fd00::77") & IFA_F_TENTATIVE));
	site_close(&s);
}

CASE(dad_duplicate, "a new address that somebody has is not used")
{
	struct site s = site_open(&ipv6);

	kern_advance(s.k, net_seconds(3));
	REQUIRE_OK(net_addr(s.k, s.eth, "fd00::77/64"));
	kern_advance(s.k, net_ms(10));
	peer_send(s.p, ICMP, P_ETH_DST("33:33:00:00:00:01"), P_SRC("fd00::77"), P_DST("ff02::1"),
	    P_ICMP_TYPE(136), P_TARGET("fd00::77"), P_LLADDR(peer_mac(s.p)));
	kern_advance(s.k, net_seconds(3));
	REQUIRE(net_addr_flags(s.k, "fd00::77") & IFA_F_DADFAILED);
	site_close(&s);
}

CASE(links, "interfaces of all types are made and go: bridge, VLAN, veth")
{
	struct kern *k = kern_boot("bridge vlan veth");
	struct wire *w = wire_new();
	const char *eth = kern_wire(k, w);

	REQUIRE_OK(net_link_add(k, "br0", "bridge"));
	REQUIRE_OK(net_link_set(k, eth, .master = "br0"));
	REQUIRE_OK(net_link_add(k, "v7", "vlan", .below = eth, .vlan = 7));
	REQUIRE_OK(net_link_add(k, "a", "veth", .peer = "b"));
	REQUIRE_OK(net_link_up(k, "a"));
	REQUIRE_OK(net_link_up(k, "b"));
	REQUIRE(net_link_flags(k, "a") & IFF_RUNNING);
	REQUIRE_EQ(-EEXIST, net_link_add(k, "br0", "bridge"));
	REQUIRE_EQ(-EOPNOTSUPP, net_link_add(k, "x", "no-such-type"));
	REQUIRE_OK(net_link_set(k, eth, .master = ""));
	REQUIRE_OK(net_link_del(k, "a"));
	REQUIRE_EQ(-ENODEV, net_index(k, "b"));
	REQUIRE_OK(net_link_del(k, "v7"));
	REQUIRE_OK(net_link_del(k, "br0"));
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
	wire_close(w);
}
