/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Messages to the families of netlink that the kernel has, for a host with a wire, a pair
 * of interfaces and a bridge; what the kernel answers and announces is read. */
#include <linux/netlink.h>

#include "components/netlink/message_layout.h"
#include "components/packet/frames.h"
#include "kernel/kern.h"

#define GROUPS 36 /* of NETLINK_ROUTE that the kernel announces things to */
#define ANSWERS 64

static const uint8_t families[] = {
	[MESSAGE_ROUTE] = NETLINK_ROUTE,
	[MESSAGE_DIAG] = NETLINK_SOCK_DIAG,
	[MESSAGE_XFRM] = NETLINK_XFRM,
	[MESSAGE_NETFILTER] = NETLINK_NETFILTER,
	[MESSAGE_GENERIC] = NETLINK_GENERIC,
};

static int fds[sizeof(families)]; /* -1: the kernel has no such family */
static int announced;
static struct wire *wire;

static int listen_to_groups(struct kern *k)
{
	const int fd = frames_need(sock_open(k, AF_NETLINK, SOCK_RAW, NETLINK_ROUTE), "socket");
	const struct sockaddr_nl any = { .nl_family = AF_NETLINK };

	frames_need(kern_call(k, KERN_BIND, fd, (long)&any, sizeof(any)), "bind");
	for (int group = 1; group < GROUPS; group++)
		sock_set(k, fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group);
	return fd;
}

static void set_up(struct kern *k)
{
	wire = frames_host(k);
	frames_need(net_link_add(k, "veth0", "veth", .peer = "veth1"), "veth0");
	frames_need(net_link_add(k, "br0", "bridge"), "br0");
	frames_need(net_link_set(k, "veth1", .master = "br0"), "veth1");
	frames_need(net_link_up(k, "veth0"), "veth0");
	frames_need(net_link_up(k, "veth1"), "veth1");
	frames_need(net_link_up(k, "br0"), "br0");
	for (size_t i = 0; i < sizeof(families); i++) {
		fds[i] = sock_open(k, AF_NETLINK, SOCK_RAW, families[i]);
		if (fds[i] >= 0)
			sock_set(k, fds[i], SOL_NETLINK, NETLINK_EXT_ACK, 1);
	}
	announced = listen_to_groups(k);
	kern_advance(k, net_seconds(40)); /* until the bridge forwards */
	frames_ignore(wire);
}

static void read_all(struct kern *k, int fd)
{
	static uint8_t answer[32768];

	for (int i = 0; i < ANSWERS && kern_alive(k); i++)
		if (sock_recv(k, fd, answer, sizeof(answer), MSG_DONTWAIT) < 0)
			return;
}

static void send_message(struct kern *k, const struct record *r)
{
	const struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };
	const int fd = fds[r->kind];

	if (fd < 0)
		return;
	kern_call(k, KERN_SENDTO, fd, (long)r->bytes, r->number, MSG_DONTWAIT, (long)&kernel,
	    sizeof(kernel));
	read_all(k, fd);
}

static void input(struct kern *k, const uint8_t *bytes, size_t size)
{
	static struct records r;

	records_decode(&r, message_kinds, bytes, size);
	for (size_t i = 0; i < r.n && kern_alive(k); i++) {
		if (r.of[i].kind == MESSAGE_PASS)
			kern_wait_all(k, net_ms(r.of[i].number));
		else if (r.of[i].kind == MESSAGE_FRAME)
			wire_put(wire, r.of[i].bytes, r.of[i].number);
		else
			send_message(k, &r.of[i]);
	}
	if (kern_alive(k))
		read_all(k, announced);
	if (kern_alive(k))
		kern_wait_all(k, 0);
}

FUZZ_RUNNER(netlink, .boot = "ipv6 packet bridge vlan veth ipsec netfilter", .set_up = set_up,
    .input = input);
