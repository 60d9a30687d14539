/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Bridges: learning, flooding, ageing, the spanning tree. */
#include <linux/if_bridge.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <stdio.h>

#include "cases/net/site.h"

#define PORTS 3
#define ALL "ff:ff:ff:ff:ff:ff"
#define HELLOS "01:80:c2:00:00:00" /* of bridges, to bridges */

static const char *const station[PORTS] = { "02:00:00:00:0a:00", "02:00:00:00:0a:01",
	"02:00:00:00:0a:02" };

struct bridge {
	struct kern *k;
	struct wire *w[PORTS];
};

/* br0 with all its ports; the spanning tree has to be turned on before it is up. */
static void set_tree(struct kern *k, bool on)
{
	unsigned long args[4] = { BRCTL_SET_BRIDGE_STP_STATE, on };
	struct ifreq request = { .ifr_name = "br0", .ifr_data = (void *)args };
	const int fd = REQUIRE_OK(sock_open(k, AF_UNIX, SOCK_DGRAM, 0));

	REQUIRE_OK(kern_ioctl(k, fd, SIOCDEVPRIVATE, &request));
	REQUIRE_OK(kern_close(k, fd));
}

static struct bridge boot(const char *names, bool tree)
{
	struct bridge b = { .k = kern_boot(names) };

	REQUIRE_OK(net_link_add(b.k, "br0", "bridge"));
	set_tree(b.k, tree);
	for (int i = 0; i < PORTS; i++) {
		const char *eth;

		b.w[i] = wire_new();
		eth = kern_wire(b.k, b.w[i]);
		REQUIRE_OK(net_link_set(b.k, eth, .master = "br0"));
		REQUIRE_OK(net_link_up(b.k, eth));
	}
	REQUIRE_OK(net_link_up(b.k, "br0"));
	kern_advance(b.k, tree ? 0 : net_seconds(1));
	return b;
}

static void end(struct bridge *b)
{
	REQUIRE_STREQ("", kern_splat(b->k));
	kern_halt(b->k);
	for (int i = 0; i < PORTS; i++)
		wire_close(b->w[i]);
}

/* A frame comes in at a port; a bit for each port that it went out at, whole. */
static int sent_on(struct bridge *b, int port, const char *from, const char *to)
{
	static uint8_t frame[PACKET_MAX];
	const size_t len = packet_make(frame, ETHERNET, P_ETH_SRC(from), P_ETH_DST(to),
	    P_TYPE(0x88b5), P_TEXT("a frame of an experiment, with 46 bytes at least"));
	int ports = 0;

	wire_put(b->w[port], frame, len);
	kern_advance(b->k, net_ms(1));
	for (int i = 0; i < PORTS; i++)
		for (const struct frame *f; (f = wire_get(b->w[i]));)
			if (f->len == len && !memcmp(f->data, frame, len))
				ports += 1 << (4 * i);
	return ports;
}

CASE(floods, "what is for all, or for a station that nobody knows, goes out at all other ports")
{
	struct bridge b = boot("bridge unix", false);

	REQUIRE_EQ(0x110, sent_on(&b, 0, station[0], ALL));
	REQUIRE_EQ(0x101, sent_on(&b, 1, station[1], "02:00:00:00:0b:01"));
	REQUIRE_EQ(0x011, sent_on(&b, 2, station[2], "01:00:5e:01:02:03"));
	end(&b);
}

CASE(learns, "what is for a station that is known goes out at its port alone")
{
	struct bridge b = boot("bridge unix", false);

	sent_on(&b, 0, station[0], ALL);
	REQUIRE_EQ(0x001, sent_on(&b, 1, station[1], station[0]));
	REQUIRE_EQ(0x010, sent_on(&b, 0, station[0], station[1]));
	REQUIRE_EQ(0, sent_on(&b, 0, station[2], station[0])); /* it is there already */
	end(&b);
}

CASE(moves, "a station that turns up at another port is known there")
{
	struct bridge b = boot("bridge unix", false);

	sent_on(&b, 0, station[0], ALL);
	sent_on(&b, 2, station[0], ALL);
	REQUIRE_EQ(0x100, sent_on(&b, 1, station[1], station[0]));
	end(&b);
}

CASE(ages, "a station that is not heard of for 300 s is forgotten")
{
	struct bridge b = boot("bridge unix", false);

	sent_on(&b, 0, station[0], ALL);
	kern_advance(b.k, net_seconds(290));
	REQUIRE_EQ(0x001, sent_on(&b, 1, station[1], station[0]));
	kern_advance(b.k, net_seconds(25));
	REQUIRE_EQ(0x101, sent_on(&b, 1, station[1], station[0]));
	end(&b);
}

CASE(leaves, "a port that has left the bridge gets nothing, and its stations are forgotten")
{
	struct bridge b = boot("bridge unix", false);

	sent_on(&b, 0, station[0], ALL);
	REQUIRE_OK(net_link_set(b.k, wire_name(b.w[2]), .master = ""));
	REQUIRE_EQ(0x010, sent_on(&b, 0, station[0], ALL));
	REQUIRE_OK(net_link_set(b.k, wire_name(b.w[0]), .master = ""));
	REQUIRE_EQ(0, sent_on(&b, 1, station[1], station[0]));
	end(&b);
}

CASE(reserved, "what bridges say to bridges is passed on by none that has a tree")
{
	struct bridge b = boot("bridge unix", true);

	kern_advance(b.k, net_seconds(40));
	REQUIRE_EQ(0, sent_on(&b, 0, station[0], HELLOS));
	end(&b);
}

/* Hellos of the spanning tree that came out at a wire. */
static int hellos(struct wire *w)
{
	static const uint8_t to[] = { 0x01, 0x80, 0xc2, 0, 0, 0 };
	int n = 0;

	for (const struct frame *f; (f = wire_get(w));)
		n += f->len >= 52 && !memcmp(f->data, to, sizeof(to)) && f->data[14] == 0x42;
	return n;
}

CASE(tree_hello, "a root says so every 2 s")
{
	struct bridge b = boot("bridge unix", true);
	int n;

	kern_advance(b.k, net_seconds(31));
	wire_forget(b.w[0]);
	kern_advance(b.k, net_seconds(20));
	n = hellos(b.w[0]);
	if (n < 9 || n > 11)
		harness_failf("%d hellos in 20 s; expected 10", n);
	end(&b);
}

CASE(tree_delay, "a port passes nothing on before it has listened and learned, 15 s each")
{
	struct bridge b = boot("bridge unix", true);

	kern_advance(b.k, net_seconds(14));
	REQUIRE_EQ(0, sent_on(&b, 0, station[0], ALL));
	kern_advance(b.k, net_seconds(10)); /* learns, but does not forward */
	REQUIRE_EQ(0, sent_on(&b, 0, station[0], ALL));
	kern_advance(b.k, net_seconds(10));
	REQUIRE_EQ(0x001, sent_on(&b, 1, station[1], station[0]));
	end(&b);
}

CASE(tree_loop, "two ports on one cable: one of them is blocked, and a frame goes round once")
{
	struct bridge b = boot("bridge unix", true);
	struct hub *hub = hub_new(0);
	static uint8_t frame[PACKET_MAX];
	const size_t len = packet_make(frame, ETHERNET, P_ETH_SRC(station[2]), P_ETH_DST(ALL),
	    P_TYPE(0x88b5), P_TEXT("a frame of an experiment, with 46 bytes at least"));
	struct wire_count before[2], after[2];

	hub_join(hub, b.w[0]);
	hub_join(hub, b.w[1]);
	kern_wait_all(b.k, net_seconds(40));
	for (int i = 0; i < 2; i++)
		before[i] = wire_count(b.w[i]);
	wire_put(b.w[2], frame, len);
	kern_wait_all(b.k, net_ms(500));
	for (int i = 0; i < 2; i++)
		after[i] = wire_count(b.w[i]);
	/* Out at one port, in at the other, which drops it: hellos come beside. */
	REQUIRE(after[0].sent + after[1].sent - before[0].sent - before[1].sent >= 1);
	REQUIRE(after[0].sent + after[1].sent - before[0].sent - before[1].sent <= 3);
	end(&b);
	hub_close(hub);
}

CASE(own_address, "an address of the bridge is reached through each port")
{
	struct bridge b = boot("bridge unix ipv4", false);

	REQUIRE_OK(net_addr(b.k, "br0", "10.0.0.1/24"));
	for (int i = 0; i < PORTS; i++) {
		char ip[SOCK_TEXT];
		struct peer *p;

		wire_forget(b.w[i]); /* what the others asked all */
		snprintf(ip, sizeof(ip), "10.0.0.%d", 10 + i);
		p = peer_new(b.w[i], .ip = ip, .kernel = "10.0.0.1");
		peer_send(p, ARP, P_ETH_DST(ALL), P_OP(1), P_ARP_SRC(peer_mac(p)), P_SRC(ip),
		    P_DST("10.0.0.1"));
		peer_expect(p, net_ms(1), ARP, P_OP(2), P_SRC("10.0.0.1"), P_DST(ip));
		peer_close(p);
	}
	end(&b);
}
