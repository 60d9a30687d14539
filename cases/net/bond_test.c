/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Bonds: two cables that are one interface, and what happens when one of them goes. */
#include <net/if.h>

#include "cases/net/site.h"

#define MIIMON 100 /* ms */

/* 10.0.0.1 and fd00::1 on a bond of eth0 and eth1, and the same peer at each of them. */
struct bond {
	struct kern *k;
	struct wire *w[2];
	struct peer *p[2];
	const struct family *f;
};

static struct bond bond_open(const struct family *f, const char *mode)
{
	struct bond b = { .k = kern_boot("bonding ipv4 ipv6"), .f = f };

	REQUIRE_OK(net_link_add(b.k, "trunk", "bond", .mode = mode, .miimon = MIIMON));
	for (int i = 0; i < 2; i++) {
		b.w[i] = wire_new();
		REQUIRE_OK(net_link_set(b.k, kern_wire(b.k, b.w[i]), .master = "trunk"));
	}
	REQUIRE_OK(net_link_up(b.k, "trunk"));
	REQUIRE_OK(net_addr_nodad(b.k, "trunk", f->kernel_net));
	kern_advance(b.k, net_seconds(20));
	for (int i = 0; i < 2; i++) {
		wire_forget(b.w[i]);
		b.p[i] = peer_new(b.w[i], .ip = f->peer, .kernel = f->kernel, .port = 7,
		    .kernel_port = 80, .mac = "02:00:00:00:01:77");
	}
	return b;
}

static void bond_close(struct bond *b)
{
	REQUIRE_STREQ("", kern_splat(b->k));
	kern_halt(b->k);
	for (int i = 0; i < 2; i++) {
		peer_close(b->p[i]);
		wire_close(b->w[i]);
	}
}

/* The cable that answers an echo on cable `i` (2: none). */
static int answers(struct bond *b, int i)
{
	peer_send(b->p[i], ICMP, P_ICMP_TYPE(b->f->echo), P_ECHO_ID(1));
	kern_advance(b->k, net_ms(1));
	for (int j = 0; j < 2; j++)
		for (const struct packet *got; (got = peer_next(b->p[j], 0));)
			if (got->kind == ICMP &&
			    got->number[F_ICMP_TYPE] == (uint64_t)b->f->echo_reply)
				return j;
	return 2;
}

#define BOTH_BONDS(id, mode, text)                      \
	static void both_##id(struct bond *b);          \
	CASE(id##_v4, text ", IPv4")                    \
	{                                               \
		struct bond b = bond_open(&ipv4, mode); \
                                                        \
		both_##id(&b);                          \
		bond_close(&b);                         \
	}                                               \
	CASE(id##_v6, text ", IPv6")                    \
	{                                               \
		struct bond b = bond_open(&ipv6, mode); \
                                                        \
		both_##id(&b);                          \
		bond_close(&b);                         \
	}                                               \
	static void both_##id(struct bond *b)

BOTH_BONDS(active, "active-backup", "one cable is used, the other one waits")
{
	REQUIRE_EQ(0, answers(b, 0));
	REQUIRE_EQ(2, answers(b, 1));
	REQUIRE_MEMEQ(wire_addr(b->w[0]), wire_addr(b->w[1]), 6);
}

BOTH_BONDS(failover, "active-backup",
    "when the cable goes, the other one is used, and who is on it is told")
{
	const struct packet *got;
	bool told = false;

	wire_link(b->w[0], false);
	kern_advance(b->k, net_ms(2 * MIIMON));
	REQUIRE_EQ(1, answers(b, 1));
	REQUIRE(net_link_flags(b->k, "trunk") & IFF_RUNNING);
	/* It comes back, and nothing changes: who works goes on. */
	wire_link(b->w[0], true);
	kern_advance(b->k, net_ms(2 * MIIMON));
	REQUIRE_EQ(2, answers(b, 0));
	REQUIRE_EQ(1, answers(b, 1));
	/* And the other way round, with a look at what is said. */
	peer_close(b->p[0]);
	b->p[0] = peer_new(b->w[0], .ip = b->f->peer, .kernel = b->f->kernel, .port = 7,
	    .kernel_port = 80, .mac = "02:00:00:00:01:77", .all = true);
	wire_link(b->w[1], false);
	kern_advance(b->k, net_seconds(2));
	while ((got = peer_next(b->p[0], 0)))
		told |= b->f->six ? got->kind == ICMP && got->number[F_ICMP_TYPE] == 136
		                  : got->kind == ARP;
	REQUIRE(told);
	REQUIRE_EQ(0, answers(b, 0));
}

BOTH_BONDS(time, "active-backup", "a cable that is away for less than two looks is not missed")
{
	wire_link(b->w[0], false);
	REQUIRE_EQ(2, answers(b, 1));
	kern_advance(b->k, net_ms(3 * MIIMON));
	REQUIRE_EQ(1, answers(b, 1));
}

BOTH_BONDS(none, "active-backup", "without any cable the bond has no carrier, until one is back")
{
	wire_link(b->w[0], false);
	wire_link(b->w[1], false);
	kern_advance(b->k, net_seconds(2));
	REQUIRE(!(net_link_flags(b->k, "trunk") & IFF_RUNNING));
	wire_link(b->w[1], true);
	kern_advance(b->k, net_seconds(2));
	REQUIRE(net_link_flags(b->k, "trunk") & IFF_RUNNING);
	REQUIRE_EQ(1, answers(b, 1));
}

BOTH_BONDS(flap, "active-backup", "a cable that comes and goes leaves the bond working")
{
	for (int i = 0; i < 20; i++) {
		wire_link(b->w[0], i % 2);
		kern_advance(b->k, net_ms(30 + 20 * i));
	}
	wire_link(b->w[0], false);
	kern_advance(b->k, net_ms(2 * MIIMON));
	REQUIRE_EQ(2, answers(b, 0));
	REQUIRE_EQ(1, answers(b, 1));
}

BOTH_BONDS(robin, "balance-rr", "frames go out on both cables by turns, and come in on both")
{
	int turn[2] = { 0, 0 };

	for (int i = 0; i < 10; i++) {
		const int by = answers(b, i % 2);

		REQUIRE(by < 2);
		turn[by]++;
	}
	REQUIRE(turn[0] >= 4 && turn[1] >= 4);
	wire_link(b->w[0], false);
	kern_advance(b->k, net_ms(2 * MIIMON));
	for (int i = 0; i < 4; i++)
		REQUIRE_EQ(1, answers(b, 1));
}

BOTH_BONDS(broadcast, "broadcast", "all goes out on both")
{
	peer_send(b->p[0], ICMP, P_ICMP_TYPE(b->f->echo), P_ECHO_ID(1));
	peer_expect(b->p[0], net_ms(1), ICMP, P_ICMP_TYPE(b->f->echo_reply));
	peer_expect(b->p[1], net_ms(1), ICMP, P_ICMP_TYPE(b->f->echo_reply));
}

BOTH_BONDS(leave, "active-backup", "an interface that leaves has its own station again")
{
	uint8_t was[6];

	memcpy(was, wire_addr(b->w[1]), 6);
	REQUIRE_OK(net_link_set(b->k, "eth1", .master = ""));
	REQUIRE(memcmp(was, wire_addr(b->w[1]), 6));
	REQUIRE_EQ(0, answers(b, 0));
	REQUIRE_OK(net_link_del(b->k, "trunk"));
	REQUIRE_EQ(-ENODEV, net_index(b->k, "trunk"));
}

CASE(bad, "what can not be in a bond is refused")
{
	struct bond b = bond_open(&ipv4, "active-backup");

	REQUIRE_ERROR(net_link_set(b.k, "trunk", .master = "trunk"), EPERM, ELOOP);
	REQUIRE_ERROR(net_link_set(b.k, "lo", .master = "trunk"), EINVAL, EPERM);
	REQUIRE_EQ(-EINVAL,
	    net_link_add(b.k, "bond1", "bond", .mode = "802.3ad", .vlan = 0, .miimon = UINT32_MAX));
	bond_close(&b);
}
