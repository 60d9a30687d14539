/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "cases/net/gate.h"

#include <stdio.h>

struct gate gate_open(const struct family *f, const char *components)
{
	char names[128];
	struct gate g = { .f = f, .in = wire_new(), .out = wire_new() };

	g.outer = f->six ? "fd01::1" : "10.1.0.1";
	g.outside = f->six ? "fd01::2" : "10.1.0.2";
	snprintf(names, sizeof(names), "%s %s", f->boot, components);
	g.k = kern_boot(names);
	REQUIRE_OK(net_link_up(g.k, "lo"));
	REQUIRE_OK(net_link_up(g.k, kern_wire(g.k, g.in)));
	REQUIRE_OK(net_link_up(g.k, kern_wire(g.k, g.out)));
	REQUIRE_OK(net_addr_nodad(g.k, "eth0", f->kernel_net));
	REQUIRE_OK(net_addr_nodad(g.k, "eth1", f->six ? "fd01::1/64" : "10.1.0.1/24"));
	REQUIRE_OK(
	    net_sysctl(g.k, f->six ? "net/ipv6/conf/all/forwarding" : "net/ipv4/ip_forward", "1"));
	if (f->six)
		kern_advance(g.k, net_seconds(20));
	wire_forget(g.in);
	wire_forget(g.out);
	g.client = peer_new(g.in, .ip = f->peer, .kernel = f->kernel, .port = 7, .kernel_port = 80);
	g.server =
	    peer_new(g.out, .ip = g.outside, .kernel = g.outer, .port = 80, .kernel_port = 8080);
	return g;
}

void gate_close(struct gate *g)
{
	REQUIRE_STREQ("", kern_splat(g->k));
	kern_halt(g->k);
	peer_close(g->client);
	peer_close(g->server);
	wire_close(g->in);
	wire_close(g->out);
}
