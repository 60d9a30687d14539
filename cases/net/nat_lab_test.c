/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Three kernels: a client, a gateway that translates, a server that never hears of the
 * client's network. */
#include "cases/net/stream.h"
#include "harness/nft.h"

#define T "inet nat"
#define BYTES (64 << 10)

/* The addresses of one version of IP. */
struct nets {
	int af;
	const char *inner, *inner_net, *gate, *gate_net; /* client, and the gateway there */
	const char *outer, *outer_net, *server, *server_net;
	const char *all, *forwarding;
};
static const struct nets nets4 = { AF_INET, "10.0.0.2", "10.0.0.2/24", "10.0.0.1", "10.0.0.1/24",
	"10.1.0.1", "10.1.0.1/24", "10.1.0.2", "10.1.0.2/24", "0.0.0.0/0", "net/ipv4/ip_forward" };
static const struct nets nets6 = { AF_INET6, "fd00::2", "fd00::2/64", "fd00::1", "fd00::1/64",
	"fd01::1", "fd01::1/64", "fd01::2", "fd01::2/64", "::/0", "net/ipv6/conf/all/forwarding" };

static void gateway(struct kern *k, void *arg)
{
	const struct nets *n = arg;

	REQUIRE_OK(net_sysctl(k, n->forwarding, "1"));
	REQUIRE_OK(nft_table(k, T));
	REQUIRE_OK(nft_chain(k, T, "post", NFT_HOOK(NF_INET_POST_ROUTING), .type = "nat",
	    .priority = NFT_SRCNAT));
	REQUIRE_OK(nft_rule(k, T, "post", N_OIF("eth1"), N_MASQUERADE));
	REQUIRE_OK(nft_chain(k, T, "forward", NFT_HOOK(NF_INET_FORWARD), .drop = true));
	REQUIRE_OK(nft_rule(k, T, "forward", N_IIF("eth0"), N_ACCEPT));
	REQUIRE_OK(
	    nft_rule(k, T, "forward", N_STATE(NFT_ESTABLISHED | NFT_RELATED), N_COUNTER, N_ACCEPT));
	lab_meet(k);
	lab_meet(k);
	REQUIRE(nft_count(k, T, "forward").bytes > BYTES);
	REQUIRE(net_connection(k, "tcp [ASSURED]"));
}

/* Has no route but to its own network: it answers the gateway alone. */
static void server(struct kern *k, void *arg)
{
	const struct nets *n = arg;
	int fd = REQUIRE_OK(sock_open(k, n->af, SOCK_STREAM, 0));
	char from[SOCK_TEXT];

	fd = stream_accept(k, fd, n->server);
	REQUIRE_OK(sock_peer(k, fd, from));
	REQUIRE(strstr(from, n->outer));
	stream_give(k, fd, BYTES);
	kern_close(k, fd);
	lab_meet(k);
}

static void client(struct kern *k, void *arg)
{
	const struct nets *n = arg;
	const int fd = REQUIRE_OK(sock_open(k, n->af, SOCK_STREAM, 0));

	REQUIRE_OK(net_route(k, n->all, .via = n->gate));
	stream_connect(k, fd, n->server);
	stream_take(k, fd, BYTES);
	lab_meet(k);
}

static void run(const struct nets *n, const char *faults)
{
	struct hub *near = switch_new(0), *far = switch_new(net_ms(5));
	struct wire *w[4] = { wire_new(), wire_new(), wire_new(), wire_new() };
	struct lab *lab = lab_new();

	hub_join(near, w[0]);
	hub_join(near, w[1]);
	hub_join(far, w[2]);
	hub_join(far, w[3]);
	lab_node(lab, "gateway", gateway, .boot = "netfilter ipv4 ipv6", .wire = { w[1], w[2] },
	    .addr = { n->gate_net, n->outer_net }, .arg = (void *)n);
	lab_node(lab, "server", server, .boot = "ipv4 ipv6", .wire = { w[3] },
	    .addr = { n->server_net }, .arg = (void *)n, .faults = faults);
	lab_node(lab, "client", client, .boot = "ipv4 ipv6", .wire = { w[0] },
	    .addr = { n->inner_net }, .arg = (void *)n);
	lab_run(lab);
	for (int i = 0; i < 4; i++)
		wire_close(w[i]);
	hub_close(near);
	hub_close(far);
}

CASE(stream_v4, "three kernels: a stream through a gateway that masquerades, IPv4")
{
	run(&nets4, NULL);
}

CASE(stream_v6, "three kernels: a stream through a gateway that masquerades, IPv6")
{
	run(&nets6, NULL);
}

CASE(faults_v4, "the same, though frames are lost, doubled and out of order, IPv4")
{
	run(&nets4, "tx:*/7=drop; rx:*/11=drop; tx:*/5=reorder(3); tx[len=1000..]:*/9=dup");
}

CASE(faults_v6, "the same, though frames are lost, doubled and out of order, IPv6")
{
	run(&nets6, "tx:*/7=drop; rx:*/11=drop; tx:*/5=reorder(3); tx[len=1000..]:*/9=dup");
}
