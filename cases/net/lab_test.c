/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Several kernels under one clock. */
#include <stdio.h>
#include <unistd.h>

#include "cases/net/stream.h"

struct pair {
	struct hub *hub;
	struct wire *a, *b;
};

/* Stations have the same addresses in each run. */
static struct pair plug(struct hub *hub, uint8_t network)
{
	struct pair p = { .hub = hub };

	p.a = wire_new(.name = "a", .addr = { 2, 0, 0, network, 0, 1 });
	p.b = wire_new(.name = "b", .addr = { 2, 0, 0, network, 0, 2 });

	hub_join(hub, p.a);
	hub_join(hub, p.b);
	return p;
}

static void unplug(struct pair *p)
{
	wire_close(p->a);
	wire_close(p->b);
	hub_close(p->hub);
}

/* -- functions of nodes -- */

static void idle(struct kern *k, void *arg)
{
	(void)k;
	(void)arg;
}

static void udp_client(struct kern *k, void *addr)
{
	const int fd = REQUIRE_OK(sock_open(k, net_ip(addr).family, SOCK_DGRAM, 0));
	char got[64];

	lab_meet(k);
	for (int i = 0; i < 3; i++) {
		const uint64_t start = kern_now(k);

		REQUIRE_EQ(5, sock_sendto(k, fd, "hello", 5, at(addr, STREAM_PORT)));
		REQUIRE_EQ(5, sock_recv(k, fd, got, sizeof(got), 0));
		REQUIRE_MEMEQ("hello", got, 5);
		/* There and back, twice with the neighbour to be found. */
		REQUIRE(kern_now(k) - start >= 2 * HUB_LATENCY);
		REQUIRE(kern_now(k) - start < 4 * HUB_LATENCY + net_ms(1));
	}
}

static void udp_server(struct kern *k, void *addr)
{
	const int fd = REQUIRE_OK(sock_open(k, net_ip(addr).family, SOCK_DGRAM, 0));
	char got[64], from[SOCK_TEXT];

	REQUIRE_OK(sock_bind(k, fd, at(addr, STREAM_PORT)));
	lab_meet(k);
	for (int i = 0; i < 3; i++) {
		const ssize_t len = REQUIRE_OK(sock_recvfrom(k, fd, got, sizeof(got), 0, from));

		REQUIRE_EQ(len, sock_sendto(k, fd, got, len, from));
	}
}

#define BYTES (256 << 10)

static void tcp_server(struct kern *k, void *addr)
{
	const int fd = REQUIRE_OK(sock_open(k, net_ip(addr).family, SOCK_STREAM, 0));

	stream_take(k, stream_accept(k, fd, addr), BYTES);
}

static void tcp_client(struct kern *k, void *addr)
{
	const int fd = REQUIRE_OK(sock_open(k, net_ip(addr).family, SOCK_STREAM, 0));

	stream_connect(k, fd, addr);
	stream_give(k, fd, BYTES);
	stream_end(k, fd);
}

/* -- labs -- */

static void join_two(const struct family *f, struct pair *p, void (*server)(struct kern *, void *),
    void (*client)(struct kern *, void *), const char *faults)
{
	struct lab *lab = lab_new();

	lab_node(lab, "server", server, .boot = f->boot, .wire = { p->a },
	    .addr = { f->kernel_net }, .arg = (void *)f->kernel);
	lab_node(lab, "client", client, .boot = f->boot, .wire = { p->b },
	    .addr = { f->six ? "fd00::2/64" : "10.0.0.2/24" }, .arg = (void *)f->kernel,
	    .faults = faults);
	lab_run(lab);
}

/* The same on a hub of their own. */
static void two(const struct family *f, struct hub *hub, void (*server)(struct kern *, void *),
    void (*client)(struct kern *, void *), const char *faults)
{
	struct pair p = plug(hub, 1);

	join_two(f, &p, server, client, faults);
	unplug(&p);
}

CASE(udp_v4, "two kernels on a hub exchange datagrams, IPv4")
{
	two(&ipv4, hub_new(0), udp_server, udp_client, NULL);
}

CASE(udp_v6, "two kernels on a switch exchange datagrams, IPv6")
{
	two(&ipv6, switch_new(0), udp_server, udp_client, NULL);
}

CASE(tcp_v4, "two kernels move a stream, IPv4")
{
	two(&ipv4, switch_new(0), tcp_server, tcp_client, NULL);
}

CASE(tcp_v6, "two kernels move a stream, IPv6")
{
	two(&ipv6, switch_new(0), tcp_server, tcp_client, NULL);
}

CASE(tcp_faults, "a stream is whole though frames are lost, doubled, mangled and out of order")
{
	two(&ipv4, switch_new(0), tcp_server, tcp_client,
	    "tx:*/7=drop; rx:*/11=drop; tx:*/5=reorder(3); rx:*/6=delay(3ms); "
	    "tx[len=1000..]:*/9=dup");
}

/* The capture of a run, read back; its length. */
static size_t captured(const char *file, const char *faults, uint8_t *to, size_t max)
{
	struct pair p = plug(switch_new(0), 1);
	struct capture *c = capture_open(file);
	FILE *f;
	size_t len;

	wire_capture(p.a, c);
	wire_capture(p.b, c);
	join_two(&ipv6, &p, tcp_server, tcp_client, faults);
	capture_close(c);
	unplug(&p);
	f = fopen(file, "r");
	REQUIRE(f);
	len = fread(to, 1, max, f);
	fclose(f);
	return len;
}

CASE(deterministic, "the same lab gives the same frames at the same times, to the byte")
{
	static uint8_t first[4 << 20], second[4 << 20];
	const char *faults = "tx:*/13=drop; rx:*/5=delay(1ms)";
	const size_t len = captured("first.pcapng", faults, first, sizeof(first));

	REQUIRE(len > BYTES);
	REQUIRE_EQ(len, captured("second.pcapng", faults, second, sizeof(second)));
	REQUIRE_MEMEQ(first, second, len);
	REQUIRE(len != captured("third.pcapng", "tx:*/17=drop", second, sizeof(second)));
}

/* -- a gateway -- */

static void gateway(struct kern *k, void *arg)
{
	(void)arg;
	REQUIRE_OK(net_sysctl(k, "net/ipv4/ip_forward", "1"));
	lab_meet(k);
}

static void far_server(struct kern *k, void *addr)
{
	REQUIRE_OK(net_route(k, "0.0.0.0/0", .via = "10.1.0.254"));
	tcp_server(k, addr);
}

static void near_client(struct kern *k, void *addr)
{
	REQUIRE_OK(net_route(k, "0.0.0.0/0", .via = "10.0.0.254"));
	tcp_client(k, addr);
}

CASE(forward, "three kernels: a gateway between two networks")
{
	struct pair near = plug(switch_new(0), 1), far = plug(switch_new(net_ms(5)), 2);
	struct lab *lab = lab_new();

	lab_node(lab, "server", far_server, .boot = "ipv4", .wire = { far.a },
	    .addr = { "10.1.0.1/24" }, .arg = "10.1.0.1");
	lab_node(lab, "gateway", gateway, .boot = "ipv4", .wire = { near.b, far.b },
	    .addr = { "10.0.0.254/24", "10.1.0.254/24" });
	lab_node(lab, "client", near_client, .boot = "ipv4", .wire = { near.a },
	    .addr = { "10.0.0.1/24" }, .arg = "10.1.0.1");
	lab_run(lab);
	unplug(&near);
	unplug(&far);
}

/* -- ends -- */

static void fails(struct kern *k, void *arg)
{
	(void)arg;
	kern_advance(k, net_seconds(1));
	REQUIRE_EQ(1, 2);
}

static void dies(struct kern *k, void *arg)
{
	(void)k;
	(void)arg;
	_exit(77);
}

static void waits(struct kern *k, void *addr)
{
	const int fd = REQUIRE_OK(sock_open(k, AF_INET, SOCK_DGRAM, 0));
	char got[4];

	REQUIRE_OK(sock_bind(k, fd, at(addr, STREAM_PORT)));
	REQUIRE_OK(sock_recv(k, fd, got, sizeof(got), 0));
}

static void run_two(void *f)
{
	two(&ipv4, hub_new(0), waits, (void (*)(struct kern *, void *))f, NULL);
}

CASE(node_fails, "a check that fails in a node ends all, and says which")
{
	const char *why = harness_catch(run_two, fails);

	REQUIRE(why && strstr(why, "node client") && strstr(why, "lab_test.c"));
}

CASE(node_dies, "a node that is gone ends all")
{
	const char *why = harness_catch(run_two, dies);

	REQUIRE(why && strstr(why, "node client: ended by exit status 77"));
}

CASE(node_waits, "a node that waits for what never comes ends by its call's time")
{
	const char *why = harness_catch(run_two, idle);

	REQUIRE(why && strstr(why, "node server"));
}
