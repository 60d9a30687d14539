/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The packet generator: what its source sends comes, and its sink counts what goes. */
#include <string.h>

#include "atf/case.h"
#include "harness/packet.h"
#include "harness/pktgen.h"

#define FRAMES 100

static struct kern *k;
static struct wire *in, *out;

static void route_between(void)
{
	k = kern_boot("ipv6");
	in = wire_new();
	out = wire_new();
	REQUIRE_OK(net_link_up(k, kern_wire(k, in)));
	REQUIRE_OK(net_link_up(k, kern_wire(k, out)));
	REQUIRE_OK(net_addr(k, "eth0", "10.0.0.1/24"));
	REQUIRE_OK(net_addr(k, "eth1", "10.1.0.1/24"));
	REQUIRE_OK(net_addr_nodad(k, "eth0", "fd00::1/64"));
	REQUIRE_OK(net_addr_nodad(k, "eth1", "fd01::1/64"));
	REQUIRE_OK(net_neigh(k, "eth1", "10.1.0.2", "02:00:00:00:02:02"));
	REQUIRE_OK(net_neigh(k, "eth1", "fd01::2", "02:00:00:00:02:02"));
	REQUIRE_OK(net_sysctl(k, "net/ipv4/ip_forward", "1"));
	REQUIRE_OK(net_sysctl(k, "net/ipv6/conf/all/forwarding", "1"));
	kern_advance(k, net_seconds(20)); /* what stations say of themselves at first */
	wire_forget(out);
}

static size_t datagram(uint8_t *to, bool six)
{
	const size_t len = packet_make(to, UDP, P_SRC(six ? "fd00::2" : "10.0.0.2"),
	    P_DST(six ? "fd01::2" : "10.1.0.2"), P_SPORT(65530), P_DPORT(9), P_TEXT("hello"));

	memcpy(to, wire_addr(in), 6);
	return len;
}

CASE(sink, "all that is sent on is counted, and none of it kept")
{
	uint8_t frame[128];
	struct pktgen_sink sink;
	size_t len;

	route_between();
	for (int six = 0; six < 2; six++) {
		len = datagram(frame, six);
		pktgen_sink(out, &sink);
		pktgen_source(in, FRAMES, .frame = frame, .len = len, .burst = 7);
		REQUIRE_EQ(FRAMES, sink.frames);
		REQUIRE_EQ(FRAMES * len, sink.bytes);
		REQUIRE(!wire_get(out));
	}
}

CASE(gap, "time passes between bursts")
{
	uint8_t frame[128];
	struct pktgen_sink sink;
	size_t len;

	route_between();
	len = datagram(frame, false);
	pktgen_sink(out, &sink);
	pktgen_source(in, 10, .frame = frame, .len = len, .burst = 2, .gap = net_ms(3));
	REQUIRE_EQ(10, sink.frames);
	REQUIRE(sink.last - sink.first >= net_ms(12) && sink.last - sink.first < net_ms(13));
}

CASE(flows, "flows differ by their source ports, and have checksums that fit")
{
	uint8_t frame[128];
	struct packet p;
	size_t len;

	route_between();
	for (int six = 0; six < 2; six++) {
		len = datagram(frame, six);
		pktgen_source(in, 25, .frame = frame, .len = len, .flows = 10);
		for (int i = 0; i < 25; i++) {
			const struct frame *f = wire_get(out);

			REQUIRE(f);
			REQUIRE(packet_read(&p, f->data, f->len));
			REQUIRE_EQ((65530 + i % 10) & 0xffff, p.number[F_SPORT]);
			REQUIRE(!p.csum_wrong && !p.ip_csum_wrong);
		}
	}
}

static void flows_of_zeroes(void *arg)
{
	const uint8_t frame[64] = { 0 };

	(void)arg;
	pktgen_source(in, 1, .frame = frame, .len = sizeof(frame), .flows = 2);
}

CASE(flows_of_none, "a frame without ports has no flows")
{
	route_between();
	REQUIRE_STREQ("eth0: pktgen: flows of a frame that has no ports at their usual place",
	    harness_catch(flows_of_zeroes, NULL));
}
