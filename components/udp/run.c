/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Datagrams for sockets of UDP and UDP-Lite, connected and not, with all that they can
 * be told. */
#include <netinet/udp.h>

#include "components/packet/frames.h"

static int bound(struct kern *k, int family, int protocol, const char *at)
{
	const int fd = frames_need(sock_open(k, family, SOCK_DGRAM, protocol), "socket");

	frames_need(sock_bind(k, fd, at), "bind");
	frames_socket(k, fd);
	return fd;
}

static void set_up(struct kern *k)
{
	int any, one;

	frames_host(k);
	any = bound(k, AF_INET6, 0, "[::]:9");
	frames_need(sock_set(k, any, IPPROTO_UDP, UDP_GRO, 1), "UDP_GRO");
	frames_need(sock_set(k, any, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1), "IPV6_RECVPKTINFO");
	frames_need(sock_set(k, any, IPPROTO_IPV6, IPV6_RECVHOPOPTS, 1), "IPV6_RECVHOPOPTS");
	one = bound(k, AF_INET, 0, "10.0.0.1:80");
	frames_need(sock_set(k, one, IPPROTO_IP, IP_RECVERR, 1), "IP_RECVERR");
	frames_need(sock_set(k, one, IPPROTO_IP, IP_RECVOPTS, 1), "IP_RECVOPTS");
	frames_need(sock_connect(k, one, "10.0.0.2:7"), "connect");
	one = bound(k, AF_INET6, 0, "[fd00::1]:80");
	frames_need(sock_set(k, one, IPPROTO_IPV6, IPV6_RECVERR, 1), "IPV6_RECVERR");
	frames_need(sock_connect(k, one, "[fd00::2]:7"), "connect");
	bound(k, AF_INET6, IPPROTO_UDPLITE, "[::]:9");
	frames_ready();
}

FUZZ_RUNNER(udp, .boot = "ipv6 packet", .set_up = set_up, .input = frames_input);
