/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Tables and chains of nf_tables. */
#include <linux/netfilter/nfnetlink.h>
#include <stdlib.h>
#include <string.h>

#include "harness/nft_internal.h"

struct nft_name nft_name(const char *table)
{
	static const struct {
		const char *text;
		int family;
	} families[] = {
		{ "ip ", NFPROTO_IPV4 },
		{ "ip6 ", NFPROTO_IPV6 },
		{ "inet ", NFPROTO_INET },
		{ "arp ", NFPROTO_ARP },
		{ "netdev ", NFPROTO_NETDEV },
	};

	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
		const size_t len = strlen(families[i].text);

		if (!strncmp(table, families[i].text, len) && table[len])
			return (struct nft_name){ families[i].family, table + len };
	}
	harness_failf("table '%s': expected a family (ip, ip6, inet, arp, netdev) and a name",
	    table);
}

static int message(int type)
{
	return NFNL_SUBSYS_NFTABLES << 8 | type;
}

void nft_begin(struct netlink *n, struct kern *k, int type, int flags, const char *table)
{
	const struct nfgenmsg batch = { .res_id = htobe16(NFNL_SUBSYS_NFTABLES) };
	const struct nfgenmsg fixed = { .nfgen_family = nft_name(table).family };

	netlink_begin_for(n, k, NETLINK_NETFILTER, NFNL_MSG_BATCH_BEGIN, 0, &batch, sizeof(batch));
	netlink_next(n, message(type), NLM_F_ACK | flags, &fixed, sizeof(fixed));
}

int nft_commit(struct netlink *n)
{
	const struct nfgenmsg batch = { .res_id = htobe16(NFNL_SUBSYS_NFTABLES) };

	netlink_next(n, NFNL_MSG_BATCH_END, 0, &batch, sizeof(batch));
	return netlink_list(n, NULL, NULL);
}

void nft_begin_list(struct netlink *n, struct kern *k, int type, const char *table)
{
	const struct nfgenmsg fixed = { .nfgen_family = nft_name(table).family };

	netlink_begin_for(n, k, NETLINK_NETFILTER, message(type), NLM_F_DUMP, &fixed,
	    sizeof(fixed));
}

void nft_put_value(struct netlink *n, int type, const void *value, size_t len)
{
	const size_t nest = netlink_nest(n, type | NLA_F_NESTED);

	netlink_put(n, NFTA_DATA_VALUE, value, len);
	netlink_nest_end(n, nest);
}

int nft_table(struct kern *k, const char *table)
{
	struct netlink n;

	nft_begin(&n, k, NFT_MSG_NEWTABLE, NLM_F_CREATE | NLM_F_EXCL, table);
	netlink_put_text(&n, NFTA_TABLE_NAME, nft_name(table).name);
	return nft_commit(&n);
}

int nft_table_del(struct kern *k, const char *table)
{
	struct netlink n;

	nft_begin(&n, k, NFT_MSG_DELTABLE, 0, table);
	netlink_put_text(&n, NFTA_TABLE_NAME, nft_name(table).name);
	return nft_commit(&n);
}

static void put_hook(struct netlink *n, const struct nft_chain *c)
{
	const size_t nest = netlink_nest(n, NFTA_CHAIN_HOOK | NLA_F_NESTED);

	netlink_put_be32(n, NFTA_HOOK_HOOKNUM, c->hook);
	netlink_put_be32(n, NFTA_HOOK_PRIORITY, c->priority);
	if (c->dev)
		netlink_put_text(n, NFTA_HOOK_DEV, c->dev);
	netlink_nest_end(n, nest);
}

int nft_chain_(struct kern *k, const char *table, const char *name, const struct nft_chain *c)
{
	struct netlink n;

	nft_begin(&n, k, NFT_MSG_NEWCHAIN, NLM_F_CREATE | NLM_F_EXCL, table);
	netlink_put_text(&n, NFTA_CHAIN_TABLE, nft_name(table).name);
	netlink_put_text(&n, NFTA_CHAIN_NAME, name);
	if (c->base) {
		put_hook(&n, c);
		netlink_put_be32(&n, NFTA_CHAIN_POLICY, c->drop ? NF_DROP : NF_ACCEPT);
		netlink_put_text(&n, NFTA_CHAIN_TYPE, c->type ? c->type : "filter");
	}
	return nft_commit(&n);
}

int nft_chain_del(struct kern *k, const char *table, const char *name)
{
	struct netlink n;

	nft_begin(&n, k, NFT_MSG_DELCHAIN, 0, table);
	netlink_put_text(&n, NFTA_CHAIN_TABLE, nft_name(table).name);
	netlink_put_text(&n, NFTA_CHAIN_NAME, name);
	return nft_commit(&n);
}
