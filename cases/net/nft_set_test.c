/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* nf_tables: sets that rules look at, and what is refused. */
#include "cases/net/wall.h"

static bool arrives(struct site *s, int fd)
{
	return wall_passes(s, fd, s->f->peer);
}

BOTH_WITH("netfilter", set, "a rule with a set is for its elements, whenever they came")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);
	const int family = s->f->six ? NFPROTO_IPV6 : NFPROTO_IPV4;

	wall_open(s);
	REQUIRE_OK(nft_set(s->k, T, "bad", .len = s->f->six ? 16 : 4));
	REQUIRE_OK(nft_element(s->k, T, "bad", s->f->other));
	REQUIRE_OK(nft_rule(s->k, T, "in", N_FAMILY(family), N_SADDR_IN("bad"), N_DROP));
	REQUIRE(arrives(s, fd));
	REQUIRE(!wall_passes(s, fd, s->f->other));
	REQUIRE_OK(nft_element(s->k, T, "bad", s->f->peer));
	REQUIRE_EQ(2, nft_elements(s->k, T, "bad"));
	REQUIRE(!arrives(s, fd));
	REQUIRE_OK(nft_element_del(s->k, T, "bad", s->f->peer));
	REQUIRE(arrives(s, fd));
	REQUIRE_EQ(-EEXIST, nft_element(s->k, T, "bad", s->f->other));
	REQUIRE_EQ(-ENOENT, nft_element_del(s->k, T, "bad", s->f->peer));
}

BOTH_WITH("netfilter", ports, "a set of ports")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	wall_closed(s);
	REQUIRE_OK(nft_set(s->k, T, "ports", .len = 2));
	REQUIRE_OK(nft_element(s->k, T, "ports", "53"));
	REQUIRE_OK(nft_rule(s->k, T, "in", N_PROTO(IPPROTO_UDP), N_DPORT_IN("ports"), N_ACCEPT));
	REQUIRE(!arrives(s, fd));
	REQUIRE_OK(nft_element(s->k, T, "ports", "80"));
	REQUIRE(arrives(s, fd));
}

BOTH_WITH("netfilter", interval, "a set of prefixes has the addresses between their ends")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);
	const int family = s->f->six ? NFPROTO_IPV6 : NFPROTO_IPV4;

	wall_open(s);
	REQUIRE_OK(nft_set(s->k, T, "nets", .len = s->f->six ? 16 : 4, .interval = true));
	REQUIRE_OK(nft_element(s->k, T, "nets", s->f->six ? "fd00::4/126" : "10.0.0.4/30"));
	REQUIRE_OK(nft_rule(s->k, T, "in", N_FAMILY(family), N_SADDR_IN("nets"), N_DROP));
	REQUIRE(wall_passes(s, fd, s->f->other));
	REQUIRE(!wall_passes(s, fd, s->f->six ? "fd00::4" : "10.0.0.4"));
	REQUIRE(!wall_passes(s, fd, s->f->six ? "fd00::7" : "10.0.0.7"));
	REQUIRE(wall_passes(s, fd, s->f->six ? "fd00::8" : "10.0.0.8"));
}

BOTH_WITH("netfilter", element_time, "an element goes when its time is over")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);
	const int family = s->f->six ? NFPROTO_IPV6 : NFPROTO_IPV4;

	wall_open(s);
	REQUIRE_OK(nft_set(s->k, T, "bad", .len = s->f->six ? 16 : 4, .timeout = net_seconds(60)));
	REQUIRE_OK(nft_element(s->k, T, "bad", s->f->peer));
	REQUIRE_OK(nft_rule(s->k, T, "in", N_FAMILY(family), N_SADDR_IN("bad"), N_DROP));
	kern_advance(s->k, net_seconds(59));
	REQUIRE(!arrives(s, fd));
	kern_advance(s->k, net_seconds(2));
	REQUIRE(arrives(s, fd));
}

/* -- what is refused -- */

BOTH_WITH("netfilter", refused, "what refers to nothing, to itself or to too much is refused whole")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	REQUIRE_EQ(-ENOENT, nft_chain(s->k, T, "in"));
	wall_open(s);
	REQUIRE_EQ(-EEXIST, nft_table(s->k, T));
	REQUIRE_EQ(-EEXIST, nft_chain(s->k, T, "in"));
	REQUIRE_EQ(-ENOENT, nft_rule(s->k, T, "none", N_DROP));
	REQUIRE_EQ(-ENOENT, nft_rule(s->k, T, "in", N_DROP, N_JUMP("none")));
	REQUIRE_EQ(-ENOENT, nft_rule(s->k, T, "in", N_DROP, N_DPORT_IN("none")));
	REQUIRE_OK(nft_chain(s->k, T, "a"));
	REQUIRE_OK(nft_chain(s->k, T, "b"));
	REQUIRE_OK(nft_rule(s->k, T, "a", N_JUMP("b")));
	/* A ring that no packet can get into is none yet. */
	REQUIRE_OK(nft_rule(s->k, T, "b", N_JUMP("a")));
	REQUIRE_ERROR(nft_rule(s->k, T, "in", N_JUMP("a")), ELOOP, EMLINK);
	REQUIRE_EQ(-EBUSY, nft_chain_del(s->k, T, "b"));
	REQUIRE_EQ(-EOPNOTSUPP, nft_rule(s->k, T, "in", N_DROP, N_MASQUERADE));
	REQUIRE(arrives(s, fd));
}

static void make_table(void *k)
{
	nft_table(k, "t");
}

CASE(bad_name, "a table without a family ends the case")
{
	struct kern *k = kern_boot("netfilter");
	const char *why = harness_catch(make_table, k);

	REQUIRE(why && strstr(why, "table 't'"));
	kern_halt(k);
}
