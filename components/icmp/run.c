/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Errors and questions of ICMP and ICMPv6, groups, redirects and routers, for a host
 * with sockets that errors are about. */
#include <arpa/inet.h>

#include "components/packet/frames.h"
#include "kernel/kern.h"

static int raw(struct kern *k, int family, int type, int protocol)
{
	const int fd = frames_need(sock_open(k, family, type, protocol), "socket");

	frames_socket(k, fd);
	return fd;
}

static void join(struct kern *k, int four, int six)
{
	const int dev = frames_need(net_index(k, "eth0"), "eth0");
	const struct ip_mreqn group = {
		.imr_multiaddr.s_addr = htonl(0xe0030201),
		.imr_ifindex = dev,
	};
	const struct ipv6_mreq group6 = {
		.ipv6mr_multiaddr.s6_addr = { 0xff, 2, [15] = 0x55 },
		.ipv6mr_interface = dev,
	};

	frames_need(kern_call(k, KERN_SETSOCKOPT, four, IPPROTO_IP, IP_ADD_MEMBERSHIP, (long)&group,
			sizeof(group)),
	    "IP_ADD_MEMBERSHIP");
	frames_need(kern_call(k, KERN_SETSOCKOPT, six, IPPROTO_IPV6, IPV6_JOIN_GROUP, (long)&group6,
			sizeof(group6)),
	    "IPV6_JOIN_GROUP");
}

/* What errors can be about: a connection and a socket with a peer, of each family. */
static void talk(struct kern *k, bool six)
{
	struct frames_tcp c = { frames_peer(six), -1, -1, six };
	const int fd = raw(k, six ? AF_INET6 : AF_INET, SOCK_DGRAM, 0);

	frames_need(sock_bind(k, fd, six ? "[fd00::1]:80" : "10.0.0.1:80"), "bind");
	frames_need(sock_connect(k, fd, six ? "[fd00::2]:7" : "10.0.0.2:7"), "connect");
	frames_dial(k, &c);
	frames_socket(k, c.fd);
}

static void set_up(struct kern *k)
{
	int four, six;

	frames_host(k);
	frames_sysctl(k, "net/ipv4/conf/eth0/accept_redirects", "1");
	frames_sysctl(k, "net/ipv4/conf/eth0/secure_redirects", "0");
	frames_sysctl(k, "net/ipv4/icmp_ratelimit", "0");
	frames_sysctl(k, "net/ipv4/icmp_echo_enable_probe", "1");
	frames_sysctl(k, "net/ipv6/conf/eth0/accept_ra", "2");
	frames_sysctl(k, "net/ipv6/conf/eth0/accept_redirects", "1");
	four = raw(k, AF_INET, SOCK_RAW, IPPROTO_ICMP);
	six = raw(k, AF_INET6, SOCK_RAW, IPPROTO_ICMPV6);
	join(k, four, six);
	talk(k, false);
	talk(k, true);
	kern_advance(k, net_ms(500)); /* reports of members; the SYNs are not repeated yet */
	frames_ready();
}

FUZZ_RUNNER(icmp, .boot = "ipv6 packet", .set_up = set_up, .input = frames_input);
