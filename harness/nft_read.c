/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Counters of rules, and connections that are tracked. */
#include <endian.h>
#include <errno.h>
#include <linux/netfilter/nfnetlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/internal.h"
#include "harness/nft_internal.h"

int nft_flush(struct kern *k, const char *table, const char *chain)
{
	struct netlink n;

	nft_begin(&n, k, NFT_MSG_DELRULE, 0, table);
	netlink_put_text(&n, NFTA_RULE_TABLE, nft_name(table).name);
	netlink_put_text(&n, NFTA_RULE_CHAIN, chain);
	return nft_commit(&n);
}

struct counting {
	const char *table, *chain;
	struct nft_count sum;
};

static uint64_t number(const void *at, size_t all, int type)
{
	size_t len = 0;
	const void *found = netlink_inner(at, all, type, &len);
	uint64_t value;

	if (!found || len != sizeof(value))
		harness_failf("nf_tables: a counter without attribute %d", type);
	memcpy(&value, found, sizeof(value));
	return be64toh(value);
}

static void add_expression(void *arg, int type, const void *at, size_t all)
{
	struct counting *c = arg;
	size_t len = 0;
	const char *name = netlink_inner(at, all, NFTA_EXPR_NAME, &len);
	const void *data;

	(void)type;
	if (!name || strncmp(name, "counter", len))
		return;
	data = netlink_inner(at, all, NFTA_EXPR_DATA, &len);
	if (!data)
		return;
	c->sum.packets += number(data, len, NFTA_COUNTER_PACKETS);
	c->sum.bytes += number(data, len, NFTA_COUNTER_BYTES);
}

static bool is_text(const struct nlmsghdr *h, int type, const char *text)
{
	size_t len = 0;
	const char *at = netlink_find(h, sizeof(struct nfgenmsg), type, &len);

	return at && len == strlen(text) + 1 && !memcmp(at, text, len);
}

static int add_rule(void *arg, const struct nlmsghdr *h)
{
	struct counting *c = arg;
	size_t len = 0;
	const void *list;

	if (!is_text(h, NFTA_RULE_TABLE, c->table) || !is_text(h, NFTA_RULE_CHAIN, c->chain))
		return 0;
	list = netlink_find(h, sizeof(struct nfgenmsg), NFTA_RULE_EXPRESSIONS, &len);
	if (list)
		netlink_each(list, len, add_expression, c);
	return 0;
}

struct nft_count nft_count(struct kern *k, const char *table, const char *chain)
{
	struct counting c = { .table = nft_name(table).name, .chain = chain };
	struct netlink n;
	int error;

	nft_begin_list(&n, k, NFT_MSG_GETRULE, table);
	error = netlink_list(&n, add_rule, &c);
	if (error)
		harness_failf("rules of table %s: %s", table, strerror(-error));
	return c.sum;
}

/* -- connections -- */

static bool has_words(const char *line, const char *words)
{
	char *copy = strdup(words), *save;
	bool all = true;

	for (char *w = strtok_r(copy, " ", &save); w && all; w = strtok_r(NULL, " ", &save)) {
		const size_t len = strlen(w);
		const char *at = line;

		while ((at = strstr(at, w)) && (at[len] && at[len] != ' '))
			at++;
		all = at;
	}
	free(copy);
	return all;
}

const char *net_connection(struct kern *k, const char *words)
{
	static char text[65536];
	const ssize_t len = net_proc(k, "net/nf_conntrack", text, sizeof(text));
	char *save;

	if (len < 0)
		harness_failf("/proc/net/nf_conntrack: %s", strerror(-len));
	for (char *l = strtok_r(text, "\n", &save); l; l = strtok_r(NULL, "\n", &save))
		if (has_words(l, words))
			return l;
	return NULL;
}

int net_connection_left(struct kern *k, const char *words)
{
	const char *line = net_connection(k, words);
	int seconds;

	if (!line || sscanf(line, "%*s %*d %*s %*d %d", &seconds) != 1)
		return -ENOENT;
	return seconds;
}
