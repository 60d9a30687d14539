/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Raw frames for a host with IPv4 and IPv6: a UDP socket on port 9, a TCP one that
 * listens on 80, and one connection from port 7 that is established by a handshake.
 *
 * An input is a row of records, each: kind (1 byte), length n (2 bytes, little-endian), n
 * bytes.  Kind, modulo 4:
 *	0, 1, 2  a frame that arrives now
 *	3        so many ms pass, and no bytes follow
 * A last record that is cut short is as long as what there is.
 */
#include <string.h>

#include "harness/peer.h"
#include "harness/runner.h"

#define DELAY 3

static struct wire *wire;

/* Nobody looks at what the kernel answers. */
static bool swallow(void *arg, struct wire *w, const struct frame *f)
{
	(void)arg;
	(void)w;
	(void)f;
	return true;
}

static void need(long result, const char *what)
{
	if (result < 0)
		harness_failf("%s: %s", what, strerrorname_np(-result));
}

static void connect_one(struct kern *k, int fd, const char *ip, const char *kernel)
{
	struct peer *p = peer_new(wire, .ip = ip, .kernel = kernel, .port = 7, .kernel_port = 80,
	    .mac = "02:00:00:00:00:02");

	need(net_neigh(k, "eth0", ip, peer_mac(p)), "neighbour");
	peer_connect(p);
	need(sock_accept(k, fd, 0), "accept");
	peer_close(p);
}

static void set_up(struct kern *k)
{
	const char *eth;
	int udp, tcp;

	wire = wire_new(.addr = { 2, 0, 0, 0, 0, 1 });
	eth = kern_wire(k, wire);
	need(net_link_up(k, eth), "link");
	need(net_addr(k, eth, "10.0.0.1/24"), "address");
	need(net_addr_nodad(k, eth, "fd00::1/64"), "address");
	kern_advance(k, net_seconds(20)); /* what stations say of themselves at first */
	wire_forget(wire);
	udp = sock_open(k, AF_INET6, SOCK_DGRAM, 0);
	tcp = sock_open(k, AF_INET6, SOCK_STREAM, 0);
	need(sock_bind(k, udp, "[::]:9"), "bind");
	need(sock_bind(k, tcp, "[::]:80"), "bind");
	need(sock_listen(k, tcp, 8), "listen");
	connect_one(k, tcp, "10.0.0.2", "10.0.0.1");
	connect_one(k, tcp, "fd00::2", "fd00::1");
	wire_forget(wire);
	wire_peer(wire, swallow, NULL);
}

static void input(struct kern *k, const uint8_t *bytes, size_t size)
{
	while (size >= 3 && kern_alive(k)) {
		const bool delay = bytes[0] % 4 == DELAY;
		size_t len = bytes[1] | bytes[2] << 8;

		if (delay) {
			kern_wait_all(k, net_ms(len));
			len = 0;
		} else {
			if (len > size - 3)
				len = size - 3;
			wire_put(wire, bytes + 3, len);
		}
		bytes += 3 + len;
		size -= 3 + len;
	}
	if (kern_alive(k))
		kern_wait_all(k, 0);
}

FUZZ_RUNNER(packet, .boot = "ipv6 packet", .set_up = set_up, .input = input);
