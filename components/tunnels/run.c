/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Frames in tunnels of all kinds (tunnel_layout.h), on a host that forwards, also from one
 * tunnel into another.
 *
 * Tunnel number n has the addresses 172.16.n.1 and fd16:n::1, its other end has those that
 * end in 2; all stations are those of the wire.  A host of Linux takes what is for one of
 * its addresses from any of its interfaces: so a frame for the wire may stand in each tunnel.
 */
#include <stdio.h>

#include "components/packet/frames.h"
#include "components/tunnels/tunnel_layout.h"
#include "kernel/kern.h"

static void make(struct kern *k, const struct tunnel *t, unsigned int n)
{
	char text[64];

	frames_need(net_link_add(k, t->dev, t->type, .local = t->six ? "fd00::1" : "10.0.0.1",
			.remote = t->six ? "fd00::2" : "10.0.0.2", .key = t->key,
			.csum = t->flags & TUNNEL_CSUM, .seq = t->flags & TUNNEL_SEQ,
			.port = t->port,
			.addr = t->frames ? "02:00:00:00:00:01" : NULL),
	    t->dev);
	frames_need(net_link_up(k, t->dev), t->dev);
	snprintf(text, sizeof(text), "172.16.%u.1/24", n);
	if (t->six || t->proto != PROTO_IPV6)
		frames_need(net_addr(k, t->dev, text), text);
	snprintf(text, sizeof(text), "fd16:%u::1/64", n);
	if (t->six || t->proto != PROTO_IPIP)
		frames_need(net_addr_nodad(k, t->dev, text), text);
	if (!t->frames)
		return;
	snprintf(text, sizeof(text), "172.16.%u.2", n);
	frames_need(net_neigh(k, t->dev, text, "02:00:00:00:00:02"), text);
	snprintf(text, sizeof(text), "fd16:%u::2", n);
	frames_need(net_neigh(k, t->dev, text, "02:00:00:00:00:02"), text);
}

static void set_up(struct kern *k)
{
	frames_host(k);
	frames_sysctl(k, "net/ipv4/ip_forward", "1");
	frames_sysctl(k, "net/ipv6/conf/all/forwarding", "1");
	for (unsigned int i = 0; i < TUNNELS; i++)
		if (tunnels[i].dev)
			make(k, &tunnels[i], i);
	frames_listen_at(k, SOCK_DGRAM, "[::]:9");
	frames_listen_at(k, SOCK_STREAM, "[::]:80");
	kern_advance(k, net_seconds(20)); /* what stations say of themselves at first */
	frames_ready();
}

FUZZ_RUNNER(tunnels, .boot = "ipv6 packet gre ip6gre ip6tnl ipip sit vxlan geneve",
    .set_up = set_up, .input = frames_input);
