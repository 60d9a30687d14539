/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Multipath TCP (RFC 8684): between two kernels that both have it, and with one that has
 * not. */
#include <netinet/tcp.h>

#include "cases/net/stream.h"

#define BYTES (128 << 10)

/* Who speaks which. */
struct pair {
	const struct family *f;
	int server, client; /* IPPROTO_MPTCP, IPPROTO_TCP */
};

/* Is the connection more than plain TCP?  RFC 8684 falls back without a word. */
static bool multipath(struct kern *k, const char *counter)
{
	return net_counter(k, counter) > 0 &&
	       net_counter(k, "MPTcpExt:MPCapableFallbackACK") == 0 &&
	       net_counter(k, "MPTcpExt:MPCapableFallbackSYNACK") == 0;
}

static void server(struct kern *k, void *arg)
{
	const struct pair *p = arg;
	const int fd = REQUIRE_OK(sock_open(k, p->f->af, SOCK_STREAM, p->server));

	stream_take(k, stream_accept(k, fd, p->f->kernel), BYTES);
	REQUIRE_EQ(p->server == IPPROTO_MPTCP && p->client == IPPROTO_MPTCP,
	    multipath(k, "MPTcpExt:MPCapableACKRX"));
}

static void client(struct kern *k, void *arg)
{
	const struct pair *p = arg;
	const int fd = REQUIRE_OK(sock_open(k, p->f->af, SOCK_STREAM, p->client));

	stream_connect(k, fd, p->f->kernel);
	stream_give(k, fd, BYTES);
	stream_end(k, fd);
}

static void run(const struct family *f, int of_server, int of_client, const char *faults)
{
	struct pair p = { f, of_server, of_client };
	struct hub *hub = switch_new(0);
	struct wire *a = wire_new(), *b = wire_new();
	struct lab *lab = lab_new();

	hub_join(hub, a);
	hub_join(hub, b);
	lab_node(lab, "server", server, .boot = "mptcp ipv4 ipv6", .wire = { a },
	    .addr = { f->kernel_net }, .arg = &p);
	lab_node(lab, "client", client, .boot = "mptcp ipv4 ipv6", .wire = { b },
	    .addr = { f->six ? "fd00::2/64" : "10.0.0.2/24" }, .arg = &p, .faults = faults);
	lab_run(lab);
	wire_close(a);
	wire_close(b);
	hub_close(hub);
}

CASE(stream_v4, "a stream between two that know of it, IPv4")
{
	run(&ipv4, IPPROTO_MPTCP, IPPROTO_MPTCP, NULL);
}

CASE(stream_v6, "a stream between two that know of it, IPv6")
{
	run(&ipv6, IPPROTO_MPTCP, IPPROTO_MPTCP, NULL);
}

CASE(plain_server_v4, "a server that does not know of it, IPv4")
{
	run(&ipv4, IPPROTO_TCP, IPPROTO_MPTCP, NULL);
}

CASE(plain_server_v6, "a server that does not know of it, IPv6")
{
	run(&ipv6, IPPROTO_TCP, IPPROTO_MPTCP, NULL);
}

CASE(plain_client_v4, "a client that does not know of it, IPv4")
{
	run(&ipv4, IPPROTO_MPTCP, IPPROTO_TCP, NULL);
}

CASE(plain_client_v6, "a client that does not know of it, IPv6")
{
	run(&ipv6, IPPROTO_MPTCP, IPPROTO_TCP, NULL);
}

CASE(lost_v4, "a stream is whole though frames are lost and out of order, IPv4")
{
	run(&ipv4, IPPROTO_MPTCP, IPPROTO_MPTCP, "tx:*/17=drop; rx:*/11=drop; tx:*/5=reorder(3)");
}

CASE(lost_v6, "a stream is whole though frames are lost and out of order, IPv6")
{
	run(&ipv6, IPPROTO_MPTCP, IPPROTO_MPTCP, "tx:*/17=drop; rx:*/11=drop; tx:*/5=reorder(3)");
}
