/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fragments of IPv4 and IPv6, for a host that holds few of them. */
#include "components/packet/frames.h"

static void set_up(struct kern *k)
{
	int fd;

	frames_host(k);
	frames_sysctl(k, "net/ipv4/ipfrag_low_thresh", "8192");
	frames_sysctl(k, "net/ipv6/ip6frag_low_thresh", "8192");
	frames_sysctl(k, "net/ipv4/ipfrag_high_thresh", "16384");
	frames_sysctl(k, "net/ipv4/ipfrag_max_dist", "4");
	frames_sysctl(k, "net/ipv6/ip6frag_high_thresh", "16384");
	fd = frames_need(sock_open(k, AF_INET6, SOCK_DGRAM, 0), "socket");
	frames_need(sock_bind(k, fd, "[::]:9"), "bind");
	frames_socket(k, fd);
	frames_ready();
}

FUZZ_RUNNER(fragments, .boot = "ipv6 packet", .set_up = set_up, .input = frames_input);
