/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Packet sockets, and pairs of interfaces: frames as bytes, inside the kernel. */
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>

#include "cases/net/site.h"
#include "kernel/kern.h"

#define EXPERIMENT 0x88b5 /* a type of Ethernet for experiments */

struct pair {
	struct kern *k;
	struct wire *w;
};

static struct pair make(const char *names)
{
	struct pair p = { .k = kern_boot(names), .w = wire_new() };

	REQUIRE_OK(net_link_up(p.k, kern_wire(p.k, p.w)));
	kern_advance(p.k, net_seconds(1));
	wire_forget(p.w);
	return p;
}

static void end(struct pair *p)
{
	REQUIRE_STREQ("", kern_splat(p->k));
	kern_halt(p->k);
	wire_close(p->w);
}

/* A packet socket that hears a type on an interface. */
static int listen_on(struct kern *k, const char *dev, int type, int proto)
{
	const int fd = REQUIRE_OK(sock_open(k, AF_PACKET, type | SOCK_NONBLOCK, htons(proto)));
	const struct sockaddr_ll to = {
		.sll_family = AF_PACKET,
		.sll_protocol = htons(proto),
		.sll_ifindex = net_index(k, dev),
	};

	REQUIRE_OK(kern_call(k, KERN_BIND, fd, (long)&to, sizeof(to)));
	return fd;
}

static size_t frame_of(uint8_t *to, const char *from, const char *station, int type)
{
	return packet_make(to, ETHERNET, P_ETH_SRC(from), P_ETH_DST(station), P_TYPE(type),
	    P_TEXT("a frame of an experiment, with 46 bytes at least"));
}

CASE(receives, "a packet socket has the frame as it came, and a cooked one its payload")
{
	struct pair p = make("packet");
	const int raw = listen_on(p.k, "eth0", SOCK_RAW, EXPERIMENT);
	const int cooked = listen_on(p.k, "eth0", SOCK_DGRAM, EXPERIMENT);
	static uint8_t frame[PACKET_MAX], got[2048];
	const size_t len = frame_of(frame, "02:00:00:00:0a:00", "ff:ff:ff:ff:ff:ff", EXPERIMENT);
	struct sockaddr_ll from;
	socklen_t room = sizeof(from);

	wire_put(p.w, frame, len);
	REQUIRE_EQ((ssize_t)len, sock_recv(p.k, raw, got, sizeof(got), 0));
	REQUIRE_MEMEQ(frame, got, len);
	REQUIRE_EQ((long)len - 14, kern_call(p.k, KERN_RECVFROM, cooked, (long)got, sizeof(got), 0,
				       (long)&from, (long)&room));
	REQUIRE_MEMEQ(frame + 14, got, len - 14);
	REQUIRE_EQ(PACKET_BROADCAST, from.sll_pkttype);
	REQUIRE_EQ(EXPERIMENT, ntohs(from.sll_protocol));
	REQUIRE_MEMEQ(frame + 6, from.sll_addr, 6);
	end(&p);
}

CASE(sends, "a frame that a packet socket sends is on the wire as it is")
{
	struct pair p = make("packet");
	const int raw = listen_on(p.k, "eth0", SOCK_RAW, EXPERIMENT);
	static uint8_t frame[PACKET_MAX];
	const size_t len = frame_of(frame, "02:00:00:00:0b:00", "02:00:00:00:0c:00", EXPERIMENT);
	const struct frame *f;

	REQUIRE_EQ((ssize_t)len, sock_send(p.k, raw, frame, len, 0));
	f = wire_get(p.w);
	REQUIRE(f);
	REQUIRE_EQ(len, f->len);
	REQUIRE_MEMEQ(frame, f->data, len);
	REQUIRE_EQ(-EINVAL, sock_send(p.k, raw, frame, 13, 0));
	REQUIRE_EQ(-EMSGSIZE, sock_send(p.k, raw, frame, 1515 + 4, 0));
	REQUIRE_OK(net_link_down(p.k, "eth0"));
	REQUIRE_EQ(-ENETDOWN, sock_send(p.k, raw, frame, len, 0));
	end(&p);
}

CASE(other_type, "a packet socket does not hear other types, and one of all hears all")
{
	struct pair p = make("packet");
	const int one = listen_on(p.k, "eth0", SOCK_RAW, EXPERIMENT);
	const int all = listen_on(p.k, "eth0", SOCK_RAW, ETH_P_ALL);
	static uint8_t frame[PACKET_MAX], got[2048];
	const size_t len =
	    frame_of(frame, "02:00:00:00:0a:00", "ff:ff:ff:ff:ff:ff", EXPERIMENT + 1);

	wire_put(p.w, frame, len);
	REQUIRE_EQ(-EAGAIN, sock_recv(p.k, one, got, sizeof(got), 0));
	REQUIRE_EQ((ssize_t)len, sock_recv(p.k, all, got, sizeof(got), 0));
	REQUIRE_EQ((ssize_t)len, sock_send(p.k, one, frame, len, 0));
	REQUIRE_EQ((ssize_t)len, sock_recv(p.k, all, got, sizeof(got), 0)); /* what leaves too */
	end(&p);
}

CASE(counts, "what a packet socket has no room for is counted as lost")
{
	struct pair p = make("packet");
	const int raw = listen_on(p.k, "eth0", SOCK_RAW, EXPERIMENT);
	static uint8_t frame[PACKET_MAX];
	const size_t len = frame_of(frame, "02:00:00:00:0a:00", "ff:ff:ff:ff:ff:ff", EXPERIMENT);
	struct tpacket_stats stats;
	socklen_t room = sizeof(stats);

	REQUIRE_OK(sock_set(p.k, raw, SOL_SOCKET, SO_RCVBUF, 4096));
	for (int i = 0; i < 100; i++)
		wire_put(p.w, frame, len);
	REQUIRE_OK(kern_call(p.k, KERN_GETSOCKOPT, raw, SOL_PACKET, PACKET_STATISTICS, (long)&stats,
	    (long)&room));
	REQUIRE_EQ(100, stats.tp_packets);
	REQUIRE(stats.tp_drops > 50 && stats.tp_drops < 100);
	end(&p);
}

CASE(veth, "a frame that goes in at one end of a pair comes out at the other")
{
	struct pair p = make("packet veth");
	static uint8_t frame[PACKET_MAX], got[2048];
	const size_t len = frame_of(frame, "02:00:00:00:0a:00", "ff:ff:ff:ff:ff:ff", EXPERIMENT);
	int a, b;

	REQUIRE_OK(net_link_add(p.k, "a", "veth", .peer = "b"));
	REQUIRE_OK(net_link_up(p.k, "a"));
	kern_advance(p.k, net_seconds(1));
	REQUIRE(!(net_link_flags(p.k, "a") & IFF_RUNNING)); /* the other end is down */
	REQUIRE_OK(net_link_up(p.k, "b"));
	kern_advance(p.k, net_seconds(1));
	REQUIRE(net_link_flags(p.k, "a") & IFF_RUNNING);
	a = listen_on(p.k, "a", SOCK_RAW, EXPERIMENT);
	b = listen_on(p.k, "b", SOCK_RAW, EXPERIMENT);
	REQUIRE_EQ((ssize_t)len, sock_send(p.k, a, frame, len, 0));
	kern_advance(p.k, net_ms(1));
	REQUIRE_EQ((ssize_t)len, sock_recv(p.k, b, got, sizeof(got), 0));
	REQUIRE_MEMEQ(frame, got, len);
	REQUIRE_EQ(-EAGAIN, sock_recv(p.k, a, got, sizeof(got), 0));
	REQUIRE_OK(net_link_del(p.k, "b"));
	REQUIRE_EQ(-ENODEV, net_index(p.k, "a"));
	REQUIRE_EQ(0, wire_count(p.w).received);
	end(&p);
}
