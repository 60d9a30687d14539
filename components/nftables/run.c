/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Rules of nf_tables, and frames that meet them, on a host that forwards between 10.0.0.2
 * and 10.1.0.0/16, fd00::2 and fd01::/16, and has what the target packet has.
 *
 * A table "t" of the family inet has a chain on each hook, two for address translation and
 * one for jumps, sets and objects; a table "n" of the family netdev has one for all that
 * arrives.  So one rule of an input meets the next frame.
 */
#include <endian.h>
#include <linux/netfilter/nfnetlink.h>
#include <string.h>

#include "components/nftables/nft_layout.h"
#include "components/packet/frames.h"
#include "harness/netlink.h"
#include "harness/nft.h"
#include "kernel/kern.h"

#define BATCH 32768
#define ANSWERS 64

static int fd;
/* The transaction under way; no message of it: there is none. */
static struct {
	uint8_t bytes[BATCH + 64];
	size_t len;
} batch;

static void chain(struct kern *k, const char *name, const char *type, int hook, int priority)
{
	frames_need(nft_chain(k, "inet t", name, .base = true, .hook = hook, .type = type,
			.priority = priority),
	    name);
}

static void make_table(struct kern *k)
{
	frames_need(nft_table(k, "inet t"), "table");
	chain(k, "pre", "filter", NF_INET_PRE_ROUTING, NFT_RAW);
	chain(k, "in", "filter", NF_INET_LOCAL_IN, NFT_FILTER);
	chain(k, "fwd", "filter", NF_INET_FORWARD, NFT_FILTER);
	chain(k, "out", "route", NF_INET_LOCAL_OUT, NFT_FILTER);
	chain(k, "post", "filter", NF_INET_POST_ROUTING, NFT_FILTER);
	chain(k, "dnat", "nat", NF_INET_PRE_ROUTING, NFT_DSTNAT);
	chain(k, "snat", "nat", NF_INET_POST_ROUTING, NFT_SRCNAT);
	frames_need(nft_chain(k, "inet t", "a"), "chain a");
	frames_need(nft_set(k, "inet t", "s", .len = 4), "set s");
	frames_need(nft_element(k, "inet t", "s", "10.0.0.2"), "element");
	frames_need(nft_set(k, "inet t", "i", .len = 4, .interval = true), "set i");
	frames_need(nft_element(k, "inet t", "i", "10.0.0.0/30"), "element");
	frames_need(nft_set(k, "inet t", "p", .len = 2, .timeout = net_seconds(60)), "set p");
	frames_need(nft_element(k, "inet t", "p", "9"), "element");
	/* From here on connections are tracked. */
	frames_need(nft_rule(k, "inet t", "in", N_STATE(NFT_INVALID), N_COUNTER), "rule");
	frames_need(nft_table(k, "netdev n"), "table");
	frames_need(nft_chain(k, "netdev n", "gate", NFT_HOOK(NF_NETDEV_INGRESS), .dev = "eth0"),
	    "chain gate");
}

static void set_up(struct kern *k)
{
	frames_host(k);
	frames_sysctl(k, "net/ipv4/ip_forward", "1");
	frames_sysctl(k, "net/ipv6/conf/all/forwarding", "1");
	frames_need(net_route(k, "10.1.0.0/16", .via = "10.0.0.2"), "route");
	frames_need(net_route(k, "fd01::/16", .via = "fd00::2"), "route");
	make_table(k);
	frames_listen_at(k, SOCK_DGRAM, "[::]:9");
	frames_listen_at(k, SOCK_STREAM, "[::]:80");
	fd = frames_need(sock_open(k, AF_NETLINK, SOCK_RAW, NETLINK_NETFILTER), "socket");
	frames_ready();
}

static void send_all(struct kern *k, const void *bytes, size_t len)
{
	static uint8_t answer[32768];
	const struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };

	kern_call(k, KERN_SENDTO, fd, (long)bytes, len, MSG_DONTWAIT, (long)&kernel,
	    sizeof(kernel));
	for (int i = 0; i < ANSWERS && kern_alive(k); i++)
		if (sock_recv(k, fd, answer, sizeof(answer), MSG_DONTWAIT) < 0)
			return;
}

/* A message that begins or ends a transaction. */
static void mark(int type)
{
	const struct nfgenmsg fixed = { .res_id = htobe16(NFNL_SUBSYS_NFTABLES) };
	const struct nlmsghdr head = { .nlmsg_len = sizeof(head) + sizeof(fixed),
		.nlmsg_type = type,
		.nlmsg_flags = NLM_F_REQUEST };

	memcpy(batch.bytes + batch.len, &head, sizeof(head));
	memcpy(batch.bytes + batch.len + sizeof(head), &fixed, sizeof(fixed));
	batch.len += sizeof(head) + sizeof(fixed);
}

static void commit(struct kern *k)
{
	if (!batch.len)
		return;
	mark(NFNL_MSG_BATCH_END);
	send_all(k, batch.bytes, batch.len);
	batch.len = 0;
}

static void change(struct kern *k, const struct record *r)
{
	const size_t room = NLMSG_ALIGN(r->number);

	if (room > BATCH - 20)
		return;
	if (batch.len + room > BATCH)
		commit(k);
	if (!batch.len)
		mark(NFNL_MSG_BATCH_BEGIN);
	memcpy(batch.bytes + batch.len, r->bytes, r->number);
	memset(batch.bytes + batch.len + r->number, 0, room - r->number);
	batch.len += room;
}

static bool take(struct kern *k, const struct record *r)
{
	if (r && r->kind == RULES_CHANGE) {
		change(k, r);
		return true;
	}
	commit(k);
	if (!r || r->kind != RULES_ASK || !kern_alive(k))
		return !r || r->kind == RULES_ASK;
	send_all(k, r->bytes, r->number);
	return true;
}

static void input(struct kern *k, const uint8_t *bytes, size_t size)
{
	batch.len = 0;
	frames_rows(k, rules_kinds, take, bytes, size);
}

FUZZ_RUNNER(nftables, .boot = "ipv6 packet netfilter", .set_up = set_up, .input = input);
