/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Options of IPv4 and headers between of IPv6, for a host that forwards, obeys source
 * routes, and has sockets that are told of options. */
#include "components/packet/frames.h"

static void set_up(struct kern *k)
{
	int four, six;

	frames_host(k);
	frames_sysctl(k, "net/ipv4/ip_forward", "1");
	frames_sysctl(k, "net/ipv4/conf/all/accept_source_route", "1");
	frames_sysctl(k, "net/ipv4/conf/eth0/accept_source_route", "1");
	frames_sysctl(k, "net/ipv6/conf/all/forwarding", "1");
	frames_sysctl(k, "net/ipv6/conf/all/accept_source_route", "1");
	frames_sysctl(k, "net/ipv6/conf/eth0/accept_source_route", "1");
	frames_need(net_route(k, "10.1.0.0/16", .via = "10.0.0.2"), "route");
	frames_need(net_route(k, "fd01::/16", .via = "fd00::2"), "route");
	four = frames_need(sock_open(k, AF_INET, SOCK_DGRAM, 0), "socket");
	frames_need(sock_bind(k, four, "0.0.0.0:9"), "bind");
	frames_need(sock_set(k, four, IPPROTO_IP, IP_RECVOPTS, 1), "IP_RECVOPTS");
	frames_need(sock_set(k, four, IPPROTO_IP, IP_RETOPTS, 1), "IP_RETOPTS");
	six = frames_need(sock_open(k, AF_INET6, SOCK_DGRAM, 0), "socket");
	frames_need(sock_set(k, six, IPPROTO_IPV6, IPV6_V6ONLY, 1), "IPV6_V6ONLY");
	frames_need(sock_bind(k, six, "[::]:9"), "bind");
	frames_need(sock_set(k, six, IPPROTO_IPV6, IPV6_RECVHOPOPTS, 1), "IPV6_RECVHOPOPTS");
	frames_need(sock_set(k, six, IPPROTO_IPV6, IPV6_RECVRTHDR, 1), "IPV6_RECVRTHDR");
	frames_need(sock_set(k, six, IPPROTO_IPV6, IPV6_RECVDSTOPTS, 1), "IPV6_RECVDSTOPTS");
	frames_socket(k, four);
	frames_socket(k, six);
	frames_ready();
}

FUZZ_RUNNER(ip_options, .boot = "ipv6 packet", .set_up = set_up, .input = frames_input);
