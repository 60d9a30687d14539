/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "cases/net/site.h"

#include <stdio.h>

const struct family ipv4 = {
	.af = AF_INET,
	.boot = "ipv4",
	.kernel = "10.0.0.1",
	.kernel_net = "10.0.0.1/24",
	.peer = "10.0.0.2",
	.other = "10.0.0.3",
	.far = "10.9.0.9",
	.far_net = "10.9.0.0/16",
	.any = "0.0.0.0",
	.icmp = IPPROTO_ICMP,
	.echo = 8,
	.echo_reply = 0,
	.unreachable = 3,
	.port_unreachable = 3,
	.level = IPPROTO_IP,
	.head = 20,
};

const struct family ipv6 = {
	.af = AF_INET6,
	.six = true,
	.boot = "ipv6",
	.kernel = "fd00::1",
	.kernel_net = "fd00::1/64",
	.peer = "fd00::2",
	.other = "fd00::3",
	.far = "fd09::9",
	.far_net = "fd09::/16",
	.any = "::",
	.icmp = IPPROTO_ICMPV6,
	.echo = 128,
	.echo_reply = 129,
	.unreachable = 1,
	.port_unreachable = 4,
	.level = IPPROTO_IPV6,
	.head = 40,
};

static struct site open_as(const struct family *f, const char *components, const struct boot *b)
{
	struct site s = { .f = f, .k = kern_boot_(components, b), .w = wire_new() };

	REQUIRE_OK(net_link_up(s.k, "lo"));
	s.eth = kern_wire(s.k, s.w);
	REQUIRE_OK(net_link_up(s.k, s.eth));
	REQUIRE_OK(net_addr_nodad(s.k, s.eth, f->kernel_net));
	if (f->six) { /* its own addresses have to be unique first */
		kern_advance(s.k, net_seconds(20));
		wire_forget(s.w);
	}
	s.p = peer_new(s.w, .ip = f->peer, .kernel = f->kernel, .port = 7, .kernel_port = 80);
	return s;
}

struct site site_boot(const struct family *f, const struct boot *b)
{
	return open_as(f, f->boot, b);
}

struct site site_open(const struct family *f)
{
	return site_boot(f, &(struct boot){ 0 });
}

struct site site_open_with(const struct family *f, const char *components)
{
	char names[128];

	snprintf(names, sizeof(names), "%s %s", f->boot, components ? components : "");
	return open_as(f, names, &(struct boot){ 0 });
}

void site_close(struct site *s)
{
	REQUIRE_STREQ("", kern_splat(s->k));
	kern_halt(s->k);
	peer_close(s->p);
	wire_close(s->w);
}

const char *at(const char *addr, int port)
{
	static char text[4][SOCK_TEXT];
	static int next;
	char *to = text[next++ % 4];

	snprintf(to, SOCK_TEXT, strchr(addr, ':') ? "[%s]:%d" : "%s:%d", addr, port);
	return to;
}

int site_socket(const struct site *s, int type, int protocol)
{
	return REQUIRE_OK(sock_open(s->k, s->f->af, type, protocol));
}

int site_server(const struct site *s, int type, int port)
{
	const int fd = site_socket(s, type, 0);

	REQUIRE_OK(sock_bind(s->k, fd, at(s->f->any, port)));
	if (type == SOCK_STREAM)
		REQUIRE_OK(sock_listen(s->k, fd, 8));
	return fd;
}
