/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Wires: frames as bytes, links, addresses, and what must not be put on one. */
#include <linux/if_link.h>
#include <net/if.h>

#include "cases/net/site.h"

/* The line that a function of an argument ends the case with. */
#define ENDS(want, f, arg) REQUIRE(strstr(harness_catch((f), (arg)) ?: "", (want)))

CASE(bytes, "a frame goes out as bytes, and a snapshot has what is under way")
{
	struct site s = site_open(&ipv4);
	const struct frame *f;
	struct wire_count n;

	REQUIRE_OK(net_neigh(s.k, s.eth, s.f->peer, peer_mac(s.p)));
	kern_snapshot(s.k);
	for (int i = 0; i < 3; i++) {
		kern_restore(s.k);
		peer_send_in(s.p, net_ms(5), ICMP, P_ICMP_TYPE(8), P_ECHO_ID(1));
		n = wire_count(s.w);
		f = wire_wait(s.w, net_ms(10));
		REQUIRE(f && f->len == 14 + 20 + 8);
		REQUIRE_MEMEQ(wire_addr(s.w), f->data + 6, 6);
		REQUIRE_EQ(n.received + 1, wire_count(s.w).received);
	}
	kern_restore(s.k);
	peer_send_in(s.p, net_ms(5), ICMP, P_ICMP_TYPE(8), P_ECHO_ID(1));
	kern_snapshot(s.k);
	for (int i = 0; i < 3; i++) {
		kern_restore(s.k);
		REQUIRE(wire_wait(s.w, net_ms(10)));
		REQUIRE(!wire_wait(s.w, net_ms(10)));
	}
	site_close(&s);
}

CASE(sizes, "frames of 0 bytes, too short, too long and of 64 KiB are dropped, and counted")
{
	static const size_t sizes[] = { 0, 1, 13, 1519, 9000, 65535, 65536 };
	static uint8_t frame[WIRE_FRAME_MAX];
	struct site s = site_open(&ipv4);
	struct rtnl_link_stats64 stats;

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		wire_put(s.w, frame, sizes[i]);
	REQUIRE_EQ(7, wire_count(s.w).received);
	REQUIRE_OK(net_link_stats(s.k, s.eth, &stats));
	REQUIRE_EQ(7, stats.rx_errors);
	REQUIRE_EQ(7, stats.rx_length_errors);
	peer_send(s.p, ICMP, P_ICMP_TYPE(8), P_ECHO_ID(1));
	peer_expect(s.p, net_ms(1), ICMP, P_ICMP_TYPE(0));
	site_close(&s);
}

static void put_too_long(void *w)
{
	static uint8_t frame[WIRE_FRAME_MAX + 1];

	wire_put(w, frame, sizeof(frame));
}

static void new_mtu(void *mtu)
{
	wire_new(.mtu = *(uint32_t *)mtu);
}

static void new_group(void *arg)
{
	(void)arg;
	wire_new(.addr = { 1, 2, 3, 4, 5, 6 });
}

CASE(bad, "a wire that can not be is refused with a line")
{
	struct wire *w = wire_new();
	uint32_t small = 67, large = 65522;

	ENDS("65537 bytes; expected 65536 at most", put_too_long, w);
	ENDS("MTU 67; expected 68 to 65521", new_mtu, &small);
	ENDS("MTU 65522; expected 68 to 65521", new_mtu, &large);
	ENDS("01:02:03:04:05:06 is a group's", new_group, NULL);
	wire_close(w);
}

static void join(void *w)
{
	static struct hub *hub;

	if (!hub)
		hub = hub_new(0);
	hub_join(hub, w);
}

CASE(twice, "a wire that is connected twice is refused with a line")
{
	struct kern *k = kern_boot("net");
	struct wire *w = wire_new();

	REQUIRE_STREQ("eth0", kern_wire(k, w));
	REQUIRE_STREQ("eth0", kern_wire(k, w)); /* it is there */
	join(w);
	ENDS("connected twice", join, w);
	kern_halt(k);
	wire_close(w);
}

CASE(no_network, "a kernel without a network refuses a wire with a line")
{
	struct kern *k = kern_boot("tmpfs");
	struct wire *w = wire_new();
	const char *why;

	REQUIRE_EQ(-EPFNOSUPPORT, kern_try_wire(k, w, &why));
	REQUIRE(strstr(why, "no network"));
	REQUIRE(kern_alive(k));
	kern_halt(k);
	wire_close(w);
}

CASE(state, "MTU and address are the wire's at first, and the kernel's then")
{
	struct kern *k = kern_boot("net");
	struct wire *w = wire_new(.mtu = 9000, .addr = { 2, 1, 1, 1, 1, 1 });
	const char *eth = kern_wire(k, w);

	REQUIRE_EQ(9000, wire_mtu(w));
	REQUIRE_OK(net_link_set(k, eth, .mtu = 1400, .addr = "02:aa:bb:cc:dd:ee"));
	REQUIRE_EQ(1400, wire_mtu(w));
	REQUIRE_MEMEQ("\x02\xaa\xbb\xcc\xdd\xee", wire_addr(w), 6);
	REQUIRE_EQ(-EINVAL, net_link_set(k, eth, .mtu = 67));
	REQUIRE_EQ(-EADDRNOTAVAIL, net_link_set(k, eth, .addr = "01:00:00:00:00:01"));
	REQUIRE_EQ(1400, wire_mtu(w));
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
	wire_close(w);
}

CASE(link, "the kernel hears that the plug is pulled, and that it is in again")
{
	struct site s = site_open(&ipv4);
	uint64_t sent;

	kern_advance(s.k, net_seconds(1));
	REQUIRE(net_link_flags(s.k, s.eth) & IFF_RUNNING);
	wire_link(s.w, false);
	kern_advance(s.k, net_seconds(2));
	REQUIRE(!(net_link_flags(s.k, s.eth) & IFF_RUNNING));
	sent = wire_count(s.w).sent;
	peer_send(s.p, ICMP, P_ICMP_TYPE(8), P_ECHO_ID(1));
	kern_advance(s.k, net_seconds(1));
	REQUIRE_EQ(sent, wire_count(s.w).sent);
	wire_link(s.w, true);
	kern_advance(s.k, net_seconds(2));
	REQUIRE(net_link_flags(s.k, s.eth) & IFF_RUNNING);
	peer_send(s.p, ICMP, P_ICMP_TYPE(8), P_ECHO_ID(1));
	peer_expect(s.p, net_ms(1), ICMP, P_ICMP_TYPE(0));
	site_close(&s);
}

CASE(unwire, "a wire can be taken away and given again")
{
	struct site s = site_open(&ipv4);

	kern_unwire(s.k, s.w);
	REQUIRE_EQ(-ENODEV, net_index(s.k, "eth0"));
	REQUIRE_STREQ("eth0", kern_wire(s.k, s.w));
	REQUIRE(net_index(s.k, "eth0") > 0);
	site_close(&s);
}
