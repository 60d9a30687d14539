/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A mesh by B.A.T.M.A.N.: three kernels in a row find a way for each other. */
#include "cases/net/site.h"
#include "harness/lab.h"

#define PORT 80

/* Joins the mesh on all wires, with an address of its own there. */
static void join(struct kern *k, const char *addr)
{
	REQUIRE_OK(net_link_add(k, "bat0", "batadv"));
	REQUIRE_OK(net_link_set(k, "eth0", .master = "bat0"));
	if (net_index(k, "eth1") > 0)
		REQUIRE_OK(net_link_set(k, "eth1", .master = "bat0"));
	REQUIRE_OK(net_link_up(k, "bat0"));
	REQUIRE_OK(net_addr(k, "bat0", addr));
	lab_meet(k);
	kern_advance(k, net_seconds(30)); /* what each says of itself gets around */
	lab_meet(k);
}

static void first(struct kern *k, void *arg)
{
	const int fd = REQUIRE_OK(sock_open(k, AF_INET, SOCK_DGRAM, 0));
	char got[8];

	(void)arg;
	join(k, "172.16.0.1/24");
	REQUIRE_EQ(3, sock_sendto(k, fd, "ask", 3, at("172.16.0.3", PORT)));
	REQUIRE_EQ(6, sock_recv(k, fd, got, sizeof(got), 0));
	REQUIRE_MEMEQ("answer", got, 6);
}

static void middle(struct kern *k, void *arg)
{
	(void)arg;
	join(k, "172.16.0.2/24");
}

static void last(struct kern *k, void *arg)
{
	const int fd = REQUIRE_OK(sock_open(k, AF_INET, SOCK_DGRAM, 0));
	char got[8], from[SOCK_TEXT];

	(void)arg;
	REQUIRE_OK(sock_bind(k, fd, at("0.0.0.0", PORT)));
	join(k, "172.16.0.3/24");
	REQUIRE_EQ(3, sock_recvfrom(k, fd, got, sizeof(got), 0, from));
	REQUIRE(strstr(from, "172.16.0.1"));
	REQUIRE_EQ(6, sock_sendto(k, fd, "answer", 6, from));
	kern_advance(k, net_seconds(1));
}

CASE(row, "two that do not hear each other talk by a third")
{
	struct hub *hub[2] = { hub_new(0), hub_new(0) };
	struct wire *w[4];
	struct lab *lab = lab_new();

	for (int i = 0; i < 4; i++) {
		w[i] = wire_new(.mtu = 1600);
		hub_join(hub[i / 2], w[i]);
	}
	lab_node(lab, "first", first, .boot = "batman ipv4 ipv6", .wire = { w[0] },
	    .addr = { "10.0.0.1/24" });
	lab_node(lab, "middle", middle, .boot = "batman ipv4 ipv6", .wire = { w[1], w[2] },
	    .addr = { "10.0.0.2/24", "10.1.0.2/24" });
	lab_node(lab, "last", last, .boot = "batman ipv4 ipv6", .wire = { w[3] },
	    .addr = { "10.1.0.3/24" });
	lab_run(lab);
	for (int i = 0; i < 4; i++)
		wire_close(w[i]);
	hub_close(hub[0]);
	hub_close(hub[1]);
}
