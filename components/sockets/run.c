/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Calls of sockets of all families, on a host with a wire. */
#include "components/packet/frames.h"
#include "components/sockets/rows.h"
#include "kernel/kern.h"

static struct wire *wire;

static void set_up(struct kern *k)
{
	wire = frames_host(k);
	frames_need(net_link_add(k, "veth0", "veth", .peer = "veth1"), "veth0");
	frames_need(net_link_up(k, "veth0"), "veth0");
	frames_need(net_link_up(k, "veth1"), "veth1");
	kern_advance(k, net_seconds(20));
	frames_ignore(wire);
}

static void arrive(struct kern *k, const uint8_t *bytes, size_t len)
{
	(void)k;
	wire_put(wire, bytes, len);
}

static void input(struct kern *k, const uint8_t *bytes, size_t size)
{
	static const struct socket_world none = { { -1, -1, -1, -1, -1, -1, -1, -1 }, arrive };

	socket_rows(k, &none, bytes, size);
}

FUZZ_RUNNER(sockets, .boot = "ipv6 packet veth unix sctp tipc mptcp", .set_up = set_up,
    .input = input);
