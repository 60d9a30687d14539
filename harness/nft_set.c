/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Sets of nf_tables and their elements. */
#include <endian.h>
#include <errno.h>
#include <linux/netfilter/nfnetlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "harness/nft_internal.h"

int nft_set_(struct kern *k, const char *table, const char *name, const struct nft_set *s)
{
	struct netlink n;

	nft_begin(&n, k, NFT_MSG_NEWSET, NLM_F_CREATE | NLM_F_EXCL, table);
	netlink_put_text(&n, NFTA_SET_TABLE, nft_name(table).name);
	netlink_put_text(&n, NFTA_SET_NAME, name);
	netlink_put_be32(&n, NFTA_SET_ID, 1);
	netlink_put_be32(&n, NFTA_SET_KEY_LEN, s->len);
	netlink_put_be32(&n, NFTA_SET_FLAGS,
	    (s->interval ? NFT_SET_INTERVAL : 0) | (s->timeout ? NFT_SET_TIMEOUT : 0));
	if (s->timeout)
		netlink_put_be64(&n, NFTA_SET_TIMEOUT, s->timeout / 1000000);
	return nft_commit(&n);
}

/* A key as bytes; for a prefix, its first one and the one behind its last one. */
struct key {
	size_t len;
	bool interval;
	uint8_t from[16], to[16];
};

static struct key read_key(const char *element)
{
	struct key key = { .interval = strchr(element, '/') };
	struct net_ip ip;
	char *end;
	const unsigned long port = strtoul(element, &end, 10);

	if (!*end && end != element && port <= UINT16_MAX) {
		key.len = 2;
		key.from[0] = port >> 8;
		key.from[1] = port;
		return key;
	}
	ip = net_ip(element);
	key.len = ip.len;
	for (unsigned int i = 0; i < ip.prefix; i++)
		key.from[i / 8] |= ip.bytes[i / 8] & 0x80 >> i % 8;
	memcpy(key.to, key.from, sizeof(key.to));
	for (unsigned int bit = ip.prefix; bit-- && key.interval;) {
		key.to[bit / 8] ^= 0x80 >> bit % 8;
		if (key.to[bit / 8] & 0x80 >> bit % 8)
			break; /* nothing to carry */
	}
	return key;
}

static void put_key(struct netlink *n, const uint8_t *bytes, size_t len, bool end)
{
	const size_t elem = netlink_nest(n, NFTA_LIST_ELEM | NLA_F_NESTED);

	nft_put_value(n, NFTA_SET_ELEM_KEY, bytes, len);
	if (end)
		netlink_put_be32(n, NFTA_SET_ELEM_FLAGS, NFT_SET_ELEM_INTERVAL_END);
	netlink_nest_end(n, elem);
}

static int change(struct kern *k, int type, int flags, const char *table, const char *set,
    const char *element)
{
	const struct key key = read_key(element);
	struct netlink n;
	size_t list;

	nft_begin(&n, k, type, flags, table);
	netlink_put_text(&n, NFTA_SET_ELEM_LIST_TABLE, nft_name(table).name);
	netlink_put_text(&n, NFTA_SET_ELEM_LIST_SET, set);
	list = netlink_nest(&n, NFTA_SET_ELEM_LIST_ELEMENTS | NLA_F_NESTED);
	put_key(&n, key.from, key.len, false);
	if (key.interval)
		put_key(&n, key.to, key.len, true);
	netlink_nest_end(&n, list);
	return nft_commit(&n);
}

int nft_element(struct kern *k, const char *table, const char *set, const char *element)
{
	return change(k, NFT_MSG_NEWSETELEM, NLM_F_CREATE | NLM_F_EXCL, table, set, element);
}

int nft_element_del(struct kern *k, const char *table, const char *set, const char *element)
{
	return change(k, NFT_MSG_DELSETELEM, 0, table, set, element);
}

static void count(void *arg, int type, const void *at, size_t len)
{
	(void)type;
	(void)at;
	(void)len;
	++*(int *)arg;
}

static int count_elements(void *arg, const struct nlmsghdr *h)
{
	size_t len = 0;
	const void *list =
	    netlink_find(h, sizeof(struct nfgenmsg), NFTA_SET_ELEM_LIST_ELEMENTS, &len);

	if (list)
		netlink_each(list, len, count, arg);
	return 0;
}

int nft_elements(struct kern *k, const char *table, const char *set)
{
	struct netlink n;
	int found = 0, error;

	nft_begin_list(&n, k, NFT_MSG_GETSETELEM, table);
	netlink_put_text(&n, NFTA_SET_ELEM_LIST_TABLE, nft_name(table).name);
	netlink_put_text(&n, NFTA_SET_ELEM_LIST_SET, set);
	error = netlink_list(&n, count_elements, &found);
	return error ? error : found;
}
