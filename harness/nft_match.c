/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Words of rules that match: they load something into a register and compare it. */
#include <endian.h>
#include <string.h>
#include <sys/socket.h>

#include "harness/nft_internal.h"

#define NAMSIZ 16 /* bytes of the name of an interface */

static void put_cmp(struct netlink *n, int op, const void *value, size_t len)
{
	const struct nft_open o = nft_expr(n, "cmp");

	netlink_put_be32(n, NFTA_CMP_SREG, NFT_REG_VALUE);
	netlink_put_be32(n, NFTA_CMP_OP, op);
	nft_put_value(n, NFTA_CMP_DATA, value, len);
	nft_done(n, o);
}

static void put_mask(struct netlink *n, const void *mask, size_t len)
{
	static const uint8_t none[16];
	const struct nft_open o = nft_expr(n, "bitwise");

	netlink_put_be32(n, NFTA_BITWISE_SREG, NFT_REG_VALUE);
	netlink_put_be32(n, NFTA_BITWISE_DREG, NFT_REG_VALUE);
	netlink_put_be32(n, NFTA_BITWISE_LEN, len);
	nft_put_value(n, NFTA_BITWISE_MASK, mask, len);
	nft_put_value(n, NFTA_BITWISE_XOR, none, len);
	nft_done(n, o);
}

static void put_lookup(struct netlink *n, const char *set)
{
	const struct nft_open o = nft_expr(n, "lookup");

	netlink_put_text(n, NFTA_LOOKUP_SET, set);
	netlink_put_be32(n, NFTA_LOOKUP_SREG, NFT_REG_VALUE);
	nft_done(n, o);
}

static void put_payload(struct netlink *n, int base, uint32_t offset, uint32_t len)
{
	const struct nft_open o = nft_expr(n, "payload");

	netlink_put_be32(n, NFTA_PAYLOAD_DREG, NFT_REG_VALUE);
	netlink_put_be32(n, NFTA_PAYLOAD_BASE, base);
	netlink_put_be32(n, NFTA_PAYLOAD_OFFSET, offset);
	netlink_put_be32(n, NFTA_PAYLOAD_LEN, len);
	nft_done(n, o);
}

static void put_meta(struct netlink *n, int key)
{
	const struct nft_open o = nft_expr(n, "meta");

	netlink_put_be32(n, NFTA_META_DREG, NFT_REG_VALUE);
	netlink_put_be32(n, NFTA_META_KEY, key);
	nft_done(n, o);
}

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
	const struct nft_open o = nft_expr(n, "ct");

	netlink_put_be32(n, NFTA_CT_DREG, NFT_REG_VALUE);
	netlink_put_be32(n, NFTA_CT_KEY, NFT_CT_STATE);
	nft_done(n, o);
	put_mask(n, &bits, sizeof(bits));
	put_cmp(n, NFT_CMP_NEQ, &none, sizeof(none));
}

bool nft_put_match(struct netlink *n, const struct nft_word *w, int family)
{
	static void (*const by_sort[])(struct netlink *, const struct nft_word *) = {
		[NFT_PORT] = put_port,
		[NFT_META] = put_meta_match,
		[NFT_NAME] = put_name,
		[NFT_STATE] = put_state,
	};

	if (w->sort == NFT_ADDRESS) {
		put_address(n, w, family);
		return true;
	}
	if (w->sort >= sizeof(by_sort) / sizeof(by_sort[0]) || !by_sort[w->sort])
		return false;
	by_sort[w->sort](n, w);
	return true;
}
