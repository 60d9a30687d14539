/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Rules of nf_tables: each word becomes one or a few expressions of the kernel's machine,
 * which load into a register, compare, or do something.
 */
#include <endian.h>
#include <string.h>
#include <sys/socket.h>

#include "harness/nft_internal.h"

#define REG NFT_REG_1 /* where values are loaded */
#define REG_PORT NFT_REG_2
#define NAMSIZ 16 /* bytes of the name of an interface */

struct open {
	size_t elem, data;
};

static struct open expr(struct netlink *n, const char *name)
{
	struct open o = { .elem = netlink_nest(n, NFTA_LIST_ELEM | NLA_F_NESTED) };

	netlink_put_text(n, NFTA_EXPR_NAME, name);
	o.data = netlink_nest(n, NFTA_EXPR_DATA | NLA_F_NESTED);
	return o;
}

static void done(struct netlink *n, struct open o)
{
	netlink_nest_end(n, o.data);
	netlink_nest_end(n, o.elem);
}

static void put_cmp(struct netlink *n, int op, const void *value, size_t len)
{
	const struct open o = expr(n, "cmp");

	netlink_put_be32(n, NFTA_CMP_SREG, REG);
	netlink_put_be32(n, NFTA_CMP_OP, op);
	nft_put_value(n, NFTA_CMP_DATA, value, len);
	done(n, o);
}

static void put_mask(struct netlink *n, const void *mask, size_t len)
{
	static const uint8_t none[16];
	const struct open o = expr(n, "bitwise");

	netlink_put_be32(n, NFTA_BITWISE_SREG, REG);
	netlink_put_be32(n, NFTA_BITWISE_DREG, REG);
	netlink_put_be32(n, NFTA_BITWISE_LEN, len);
	nft_put_value(n, NFTA_BITWISE_MASK, mask, len);
	nft_put_value(n, NFTA_BITWISE_XOR, none, len);
	done(n, o);
}

static void put_lookup(struct netlink *n, const char *set)
{
	const struct open o = expr(n, "lookup");

	netlink_put_text(n, NFTA_LOOKUP_SET, set);
	netlink_put_be32(n, NFTA_LOOKUP_SREG, REG);
	done(n, o);
}

static void put_payload(struct netlink *n, int base, uint32_t offset, uint32_t len)
{
	const struct open o = expr(n, "payload");

	netlink_put_be32(n, NFTA_PAYLOAD_DREG, REG);
	netlink_put_be32(n, NFTA_PAYLOAD_BASE, base);
	netlink_put_be32(n, NFTA_PAYLOAD_OFFSET, offset);
	netlink_put_be32(n, NFTA_PAYLOAD_LEN, len);
	done(n, o);
}

static void put_meta(struct netlink *n, int key)
{
	const struct open o = expr(n, "meta");

	netlink_put_be32(n, NFTA_META_DREG, REG);
	netlink_put_be32(n, NFTA_META_KEY, key);
	done(n, o);
}

static void put_immediate(struct netlink *n, int reg, const void *value, size_t len)
{
	const struct open o = expr(n, "immediate");

	netlink_put_be32(n, NFTA_IMMEDIATE_DREG, reg);
	nft_put_value(n, NFTA_IMMEDIATE_DATA, value, len);
	done(n, o);
}

/* -- matches -- */

/* Of the table's family; where that is both, of what was named before. */
static bool is_six(int family, const struct net_ip *ip)
{
	return ip ? ip->family == AF_INET6 : family == NFPROTO_IPV6;
}

static void put_address(struct netlink *n, const struct nft_word *w, int family)
{
	const struct net_ip ip = w->set ? (struct net_ip){ 0 } : net_ip(w->text);
	const bool six = is_six(family, w->set ? NULL : &ip), to = w->number;
	const uint8_t proto = six ? NFPROTO_IPV6 : NFPROTO_IPV4;
	uint8_t mask[16] = { 0 };

	if (!w->set && family == NFPROTO_INET) {
		put_meta(n, NFT_META_NFPROTO);
		put_cmp(n, NFT_CMP_EQ, &proto, 1);
	}
	/* RFC 791, RFC 8200: where the addresses are. */
	put_payload(n, NFT_PAYLOAD_NETWORK_HEADER, six ? (to ? 24 : 8) : (to ? 16 : 12),
	    six ? 16 : 4);
	if (w->set) {
		put_lookup(n, w->set);
		return;
	}
	for (unsigned int i = 0; i < ip.prefix; i++)
		mask[i / 8] |= 0x80 >> i % 8;
	if (ip.prefix < ip.len * 8)
		put_mask(n, mask, ip.len);
	for (unsigned int i = 0; i < ip.len; i++)
		mask[i] &= ip.bytes[i];
	put_cmp(n, NFT_CMP_EQ, mask, ip.len);
}

static void put_port(struct netlink *n, const struct nft_word *w)
{
	const uint16_t port = htobe16(w->other);

	put_payload(n, NFT_PAYLOAD_TRANSPORT_HEADER, w->number ? 2 : 0, 2);
	if (w->set)
		put_lookup(n, w->set);
	else
		put_cmp(n, NFT_CMP_EQ, &port, sizeof(port));
}

static void put_meta_match(struct netlink *n, const struct nft_word *w)
{
	const uint32_t whole = w->other;
	const uint8_t byte = w->other;

	put_meta(n, w->number);
	if (w->number == NFT_META_MARK)
		put_cmp(n, NFT_CMP_EQ, &whole, sizeof(whole));
	else
		put_cmp(n, NFT_CMP_EQ, &byte, sizeof(byte));
}

static void put_name(struct netlink *n, const struct nft_word *w)
{
	char name[NAMSIZ] = "";

	strncpy(name, w->text, sizeof(name) - 1);
	put_meta(n, w->number);
	put_cmp(n, NFT_CMP_EQ, name, sizeof(name));
}

static void put_state(struct netlink *n, const struct nft_word *w)
{
	const uint32_t bits = w->number, none = 0;
	const struct open o = expr(n, "ct");

	netlink_put_be32(n, NFTA_CT_DREG, REG);
	netlink_put_be32(n, NFTA_CT_KEY, NFT_CT_STATE);
	done(n, o);
	put_mask(n, &bits, sizeof(bits));
	put_cmp(n, NFT_CMP_NEQ, &none, sizeof(none));
}

/* -- what is done -- */

static void put_limit(struct netlink *n, const struct nft_word *w)
{
	const struct open o = expr(n, "limit");

	netlink_put_be64(n, NFTA_LIMIT_RATE, w->number);
	netlink_put_be64(n, NFTA_LIMIT_UNIT, 1);
	netlink_put_be32(n, NFTA_LIMIT_BURST, w->other);
	netlink_put_be32(n, NFTA_LIMIT_TYPE, NFT_LIMIT_PKTS);
	done(n, o);
}

static void put_quota(struct netlink *n, const struct nft_word *w)
{
	const struct open o = expr(n, "quota");

	netlink_put_be64(n, NFTA_QUOTA_BYTES, w->number);
	done(n, o);
}

static void put_connections(struct netlink *n, const struct nft_word *w)
{
	const struct open o = expr(n, "connlimit");

	netlink_put_be32(n, NFTA_CONNLIMIT_COUNT, w->number);
	netlink_put_be32(n, NFTA_CONNLIMIT_FLAGS, NFT_CONNLIMIT_F_INV);
	done(n, o);
}

static void put_mark(struct netlink *n, const struct nft_word *w)
{
	const uint32_t mark = w->number;
	struct open o;

	put_immediate(n, REG, &mark, sizeof(mark));
	o = expr(n, "meta");
	netlink_put_be32(n, NFTA_META_KEY, NFT_META_MARK);
	netlink_put_be32(n, NFTA_META_SREG, REG);
	done(n, o);
}

static void put_verdict(struct netlink *n, const struct nft_word *w)
{
	const struct open o = expr(n, "immediate");
	size_t data, verdict;

	netlink_put_be32(n, NFTA_IMMEDIATE_DREG, NFT_REG_VERDICT);
	data = netlink_nest(n, NFTA_IMMEDIATE_DATA | NLA_F_NESTED);
	verdict = netlink_nest(n, NFTA_DATA_VERDICT | NLA_F_NESTED);
	netlink_put_be32(n, NFTA_VERDICT_CODE, w->number);
	if (w->text)
		netlink_put_text(n, NFTA_VERDICT_CHAIN, w->text);
	netlink_nest_end(n, verdict);
	netlink_nest_end(n, data);
	done(n, o);
}

static void put_reject(struct netlink *n, const struct nft_word *w)
{
	const struct open o = expr(n, "reject");

	netlink_put_be32(n, NFTA_REJECT_TYPE, w->number);
	netlink_put_u8(n, NFTA_REJECT_ICMP_CODE, w->other);
	done(n, o);
}

static void put_translate(struct netlink *n, const struct nft_word *w)
{
	const struct net_ip ip = net_ip(w->text);
	const uint16_t port = htobe16(w->other);
	struct open o;

	put_immediate(n, REG, ip.bytes, ip.len);
	if (port)
		put_immediate(n, REG_PORT, &port, sizeof(port));
	o = expr(n, "nat");
	netlink_put_be32(n, NFTA_NAT_TYPE, w->number);
	netlink_put_be32(n, NFTA_NAT_FAMILY, ip.family == AF_INET6 ? NFPROTO_IPV6 : NFPROTO_IPV4);
	netlink_put_be32(n, NFTA_NAT_REG_ADDR_MIN, REG);
	if (port)
		netlink_put_be32(n, NFTA_NAT_REG_PROTO_MIN, REG_PORT);
	done(n, o);
}

/* Expressions whose name says all, but for a port perhaps. */
static void put_plain(struct netlink *n, const struct nft_word *w)
{
	const uint16_t port = htobe16(w->number);
	struct open o;

	if (port)
		put_immediate(n, REG, &port, sizeof(port));
	o = expr(n, w->text);
	if (port)
		netlink_put_be32(n, NFTA_REDIR_REG_PROTO_MIN, REG);
	done(n, o);
}

static void put_word(struct netlink *n, const struct nft_word *w, int family)
{
	static void (*const by_sort[])(struct netlink *, const struct nft_word *) = {
		[NFT_PORT] = put_port,
		[NFT_META] = put_meta_match,
		[NFT_NAME] = put_name,
		[NFT_STATE] = put_state,
		[NFT_QUOTA_OF] = put_quota,
		[NFT_RATE] = put_limit,
		[NFT_CONNECTIONS] = put_connections,
		[NFT_MARK_AS] = put_mark,
		[NFT_VERDICT] = put_verdict,
		[NFT_REFUSE] = put_reject,
		[NFT_TRANSLATE] = put_translate,
		[NFT_PLAIN] = put_plain,
	};

	if (w->sort == NFT_ADDRESS)
		put_address(n, w, family);
	else if (w->sort == NFT_COUNT)
		done(n, expr(n, "counter"));
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
