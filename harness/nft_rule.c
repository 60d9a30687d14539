/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Rules of nf_tables: each word becomes one or a few expressions of the kernel's machine,
 * which load into a register, compare, or do something.
 */
#include <endian.h>
#include <sys/socket.h>

#include "harness/nft_internal.h"

#define REG_PORT NFT_REG_2

struct nft_open nft_expr(struct netlink *n, const char *name)
{
	struct nft_open o = { .elem = netlink_nest(n, NFTA_LIST_ELEM | NLA_F_NESTED) };

	netlink_put_text(n, NFTA_EXPR_NAME, name);
	o.data = netlink_nest(n, NFTA_EXPR_DATA | NLA_F_NESTED);
	return o;
}

void nft_done(struct netlink *n, struct nft_open o)
{
	netlink_nest_end(n, o.data);
	netlink_nest_end(n, o.elem);
}

static void put_immediate(struct netlink *n, int reg, const void *value, size_t len)
{
	const struct nft_open o = nft_expr(n, "immediate");

	netlink_put_be32(n, NFTA_IMMEDIATE_DREG, reg);
	nft_put_value(n, NFTA_IMMEDIATE_DATA, value, len);
	nft_done(n, o);
}

static void put_limit(struct netlink *n, const struct nft_word *w)
{
	const struct nft_open o = nft_expr(n, "limit");

	netlink_put_be64(n, NFTA_LIMIT_RATE, w->number);
	netlink_put_be64(n, NFTA_LIMIT_UNIT, 1);
	netlink_put_be32(n, NFTA_LIMIT_BURST, w->other);
	netlink_put_be32(n, NFTA_LIMIT_TYPE, NFT_LIMIT_PKTS);
	nft_done(n, o);
}

static void put_quota(struct netlink *n, const struct nft_word *w)
{
	const struct nft_open o = nft_expr(n, "quota");

	netlink_put_be64(n, NFTA_QUOTA_BYTES, w->number);
	nft_done(n, o);
}

static void put_connections(struct netlink *n, const struct nft_word *w)
{
	const struct nft_open o = nft_expr(n, "connlimit");

	netlink_put_be32(n, NFTA_CONNLIMIT_COUNT, w->number);
	netlink_put_be32(n, NFTA_CONNLIMIT_FLAGS, NFT_CONNLIMIT_F_INV);
	nft_done(n, o);
}

static void put_mark(struct netlink *n, const struct nft_word *w)
{
	const uint32_t mark = w->number;
	struct nft_open o;

	put_immediate(n, NFT_REG_VALUE, &mark, sizeof(mark));
	o = nft_expr(n, "meta");
	netlink_put_be32(n, NFTA_META_KEY, NFT_META_MARK);
	netlink_put_be32(n, NFTA_META_SREG, NFT_REG_VALUE);
	nft_done(n, o);
}

static void put_verdict(struct netlink *n, const struct nft_word *w)
{
	const struct nft_open o = nft_expr(n, "immediate");
	size_t data, verdict;

	netlink_put_be32(n, NFTA_IMMEDIATE_DREG, NFT_REG_VERDICT);
	data = netlink_nest(n, NFTA_IMMEDIATE_DATA | NLA_F_NESTED);
	verdict = netlink_nest(n, NFTA_DATA_VERDICT | NLA_F_NESTED);
	netlink_put_be32(n, NFTA_VERDICT_CODE, w->number);
	if (w->text)
		netlink_put_text(n, NFTA_VERDICT_CHAIN, w->text);
	netlink_nest_end(n, verdict);
	netlink_nest_end(n, data);
	nft_done(n, o);
}

static void put_reject(struct netlink *n, const struct nft_word *w)
{
	const struct nft_open o = nft_expr(n, "reject");

	netlink_put_be32(n, NFTA_REJECT_TYPE, w->number);
	netlink_put_u8(n, NFTA_REJECT_ICMP_CODE, w->other);
	nft_done(n, o);
}

static void put_translate(struct netlink *n, const struct nft_word *w)
{
	const struct net_ip ip = net_ip(w->text);
	const uint16_t port = htobe16(w->other);
	struct nft_open o;

	put_immediate(n, NFT_REG_VALUE, ip.bytes, ip.len);
	if (port)
		put_immediate(n, REG_PORT, &port, sizeof(port));
	o = nft_expr(n, "nat");
	netlink_put_be32(n, NFTA_NAT_TYPE, w->number);
	netlink_put_be32(n, NFTA_NAT_FAMILY, ip.family == AF_INET6 ? NFPROTO_IPV6 : NFPROTO_IPV4);
	netlink_put_be32(n, NFTA_NAT_REG_ADDR_MIN, NFT_REG_VALUE);
	if (port)
		netlink_put_be32(n, NFTA_NAT_REG_PROTO_MIN, REG_PORT);
	nft_done(n, o);
}

/* Expressions whose name says all, but for a port perhaps. */
static void put_plain(struct netlink *n, const struct nft_word *w)
{
	const uint16_t port = htobe16(w->number);
	struct nft_open o;

	if (port)
		put_immediate(n, NFT_REG_VALUE, &port, sizeof(port));
	o = nft_expr(n, w->text);
	if (port)
		netlink_put_be32(n, NFTA_REDIR_REG_PROTO_MIN, NFT_REG_VALUE);
	nft_done(n, o);
}

static void put_word(struct netlink *n, const struct nft_word *w, int family)
{
	static void (*const by_sort[])(struct netlink *, const struct nft_word *) = {
		[NFT_QUOTA_OF] = put_quota,
		[NFT_RATE] = put_limit,
		[NFT_CONNECTIONS] = put_connections,
		[NFT_MARK_AS] = put_mark,
		[NFT_VERDICT] = put_verdict,
		[NFT_REFUSE] = put_reject,
		[NFT_TRANSLATE] = put_translate,
		[NFT_PLAIN] = put_plain,
	};

	if (nft_put_match(n, w, family))
		return;
	if (w->sort == NFT_COUNT)
		nft_done(n, nft_expr(n, "counter"));
	else
		by_sort[w->sort](n, w);
}

int nft_rule_(struct kern *k, const char *table, const char *chain, const struct nft_word *w)
{
	const struct nft_name t = nft_name(table);
	int family = t.family;
	struct netlink n;
	size_t list;

	nft_begin(&n, k, NFT_MSG_NEWRULE, NLM_F_CREATE | NLM_F_APPEND, table);
	netlink_put_text(&n, NFTA_RULE_TABLE, t.name);
	netlink_put_text(&n, NFTA_RULE_CHAIN, chain);
	list = netlink_nest(&n, NFTA_RULE_EXPRESSIONS | NLA_F_NESTED);
	for (; w->sort != NFT_END; w++) {
		put_word(&n, w, family);
		if (w->sort == NFT_META && w->number == NFT_META_NFPROTO)
			family = w->other;
	}
	netlink_nest_end(&n, list);
	return nft_commit(&n);
}
