/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* 6LoWPAN (RFC 6282) between two radios that are simulated. */
#include "atf/case.h"
#include "harness/net.h"
#include "kernel/kern.h"

#define PORT 9000

/* An interface for IPv6 on top of a radio. */
static void radio(struct kern *k, const char *wpan, const char *low)
{
	REQUIRE_OK(net_link_add(k, low, "lowpan", .below = wpan));
	REQUIRE_OK(net_link_up(k, wpan));
	REQUIRE_OK(net_link_up(k, low));
}

static int bound_to(struct kern *k, const char *dev)
{
	const int fd = REQUIRE_OK(sock_open(k, AF_INET6, SOCK_DGRAM | SOCK_NONBLOCK, 0));

	REQUIRE_OK(
	    kern_call(k, KERN_SETSOCKOPT, fd, SOL_SOCKET, SO_BINDTODEVICE, (long)dev, strlen(dev)));
	return fd;
}

/* Says so many bytes to all on low0; whether they are heard on low1. */
static void heard(struct kern *k, size_t len)
{
	static uint8_t data[1200], got[1201];
	const int from = bound_to(k, "low0"), to = bound_to(k, "low1");

	for (size_t i = 0; i < len; i++)
		data[i] = i * 31;
	REQUIRE_OK(sock_bind(k, to, "[::]:9000"));
	REQUIRE_EQ((ssize_t)len, sock_sendto(k, from, data, len, "[ff02::1%low0]:9000"));
	kern_advance(k, net_seconds(1));
	REQUIRE_EQ((ssize_t)len, sock_recv(k, to, got, sizeof(got), 0));
	REQUIRE_MEMEQ(data, got, len);
	kern_close(k, from);
	kern_close(k, to);
}

CASE(all, "what one radio sends to all is heard by the other one, in one frame or in many")
{
	struct kern *k = kern_boot("lowpan ipv4 ipv6");

	radio(k, "wpan0", "low0");
	radio(k, "wpan1", "low1");
	kern_advance(k, net_seconds(20));
	heard(k, 20);
	heard(k, 1000);
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
}
