/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Netfilter: tables, chains, rules, sets, and the connections that are tracked.
 *
 *	REQUIRE_OK(nft_table(k, "inet t"));
 *	REQUIRE_OK(nft_chain(k, "inet t", "in", .hook = NF_INET_LOCAL_IN, .drop = true));
 *	REQUIRE_OK(nft_rule(k, "inet t", "in", N_PROTO(IPPROTO_UDP), N_DPORT(80), N_ACCEPT));
 *
 * The rule everything rests on: a table is a text of its family ("ip", "ip6", "inet",
 * "arp", "netdev") and its name; and a rule is a list of words, which are looked at from
 * left to right: the first one that does not match ends it.  Each call is a transaction of
 * its own: it is done as a whole or not at all.  What the kernel refuses is returned as a
 * negative errno; a text that does not parse ends the case.
 *
 * Messages: <linux/netfilter/nf_tables.h>.
 */
#ifndef RUMPUS_NFT_H
#define RUMPUS_NFT_H

#include "harness/net.h" /* before the headers of Linux: <netinet/in.h> has to be first */

#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>

int nft_table(struct kern *, const char *table);
/* With all that is in it. */
int nft_table_del(struct kern *, const char *table);

/* Where chains stand as a rule (<linux/netfilter_ipv4.h>). */
enum nft_priority {
	NFT_RAW = -300, /* before connections are tracked */
	NFT_DSTNAT = -100,
	NFT_FILTER = 0,
	NFT_SRCNAT = 100,
};

/* Where packets come from to a chain; one without a hook is for jumps alone. */
struct nft_chain {
	const char *type; /* "filter", "nat", "route"; default "filter" */
	bool base;        /* a hook has it: .hook and .priority count */
	int hook;         /* NF_INET_LOCAL_IN, ... of <linux/netfilter.h> */
	int priority;     /* enum nft_priority, or any; the lowest comes first */
	bool drop;        /* what no rule decides on is dropped */
	const char *dev;  /* of a chain in the family netdev */
};
#define nft_chain(k, table, name, ...) \
	nft_chain_((k), (table), (name), &(struct nft_chain){ __VA_ARGS__ })
/* nft_chain(k, "ip t", "in", NFT_HOOK(NF_INET_LOCAL_IN), .drop = true) */
#define NFT_HOOK(h) .base = true, .hook = (h)
int nft_chain_(struct kern *, const char *table, const char *name, const struct nft_chain *);
int nft_chain_del(struct kern *, const char *table, const char *name);

/* -- rules -- */

/* What a packet that was seen before is, by N_STATE. */
enum nft_state {
	NFT_INVALID = 1,
	NFT_ESTABLISHED = 2,
	NFT_RELATED = 4,
	NFT_NEW = 8,
	NFT_UNTRACKED = 64,
};

/* One word of a rule, by one of the macros below; the last one of a list is all zero. */
struct nft_word {
	enum {
		NFT_END,
		NFT_ADDRESS,
		NFT_PORT,
		NFT_META,
		NFT_NAME,
		NFT_STATE,
		NFT_COUNT,
		NFT_QUOTA_OF,
		NFT_RATE,
		NFT_CONNECTIONS,
		NFT_MARK_AS,
		NFT_VERDICT,
		NFT_REFUSE,
		NFT_TRANSLATE,
		NFT_PLAIN,
	} sort;
	uint64_t number, other;
	const char *text; /* an address, a name */
	const char *set;  /* where the value is to be found; NULL: it is given */
};
#define N_WORD(...) ((struct nft_word){ .sort = __VA_ARGS__ })

/* Matches.  Addresses: "10.0.0.0/24".  Those of a set have to be of the family that the
 * rule has named before, in a table "inet". */
#define N_SADDR(t) N_WORD(NFT_ADDRESS, .number = 0, .text = (t))
#define N_DADDR(t) N_WORD(NFT_ADDRESS, .number = 1, .text = (t))
#define N_SADDR_IN(s) N_WORD(NFT_ADDRESS, .number = 0, .set = (s))
#define N_DADDR_IN(s) N_WORD(NFT_ADDRESS, .number = 1, .set = (s))
/* Ports stand behind N_PROTO. */
#define N_SPORT(n) N_WORD(NFT_PORT, .number = 0, .other = (n))
#define N_DPORT(n) N_WORD(NFT_PORT, .number = 1, .other = (n))
#define N_SPORT_IN(s) N_WORD(NFT_PORT, .number = 0, .set = (s))
#define N_DPORT_IN(s) N_WORD(NFT_PORT, .number = 1, .set = (s))
#define N_PROTO(n) N_WORD(NFT_META, .number = NFT_META_L4PROTO, .other = (n))
#define N_FAMILY(n) \
	N_WORD(NFT_META, .number = NFT_META_NFPROTO, .other = (n)) /* NFPROTO_IPV4, ... */
#define N_MARK(n) N_WORD(NFT_META, .number = NFT_META_MARK, .other = (n))
#define N_IIF(t) N_WORD(NFT_NAME, .number = NFT_META_IIFNAME, .text = (t))
#define N_OIF(t) N_WORD(NFT_NAME, .number = NFT_META_OIFNAME, .text = (t))
#define N_STATE(bits) N_WORD(NFT_STATE, .number = (bits))      /* enum nft_state */
#define N_QUOTA(bytes) N_WORD(NFT_QUOTA_OF, .number = (bytes)) /* until so many have passed */
#define N_LIMIT(rate, burst) \
	N_WORD(NFT_RATE, .number = (rate), .other = (burst)) /* packets per second */
#define N_OVER(n) N_WORD(NFT_CONNECTIONS, .number = (n))     /* more connections than that */

/* What is done, and the rule goes on. */
#define N_COUNTER N_WORD(NFT_COUNT)
#define N_SET_MARK(n) N_WORD(NFT_MARK_AS, .number = (n))
#define N_NOTRACK N_WORD(NFT_PLAIN, .text = "notrack")

/* Verdicts. */
#define N_ACCEPT N_WORD(NFT_VERDICT, .number = (uint32_t)NF_ACCEPT)
#define N_DROP N_WORD(NFT_VERDICT, .number = (uint32_t)NF_DROP)
#define N_RETURN N_WORD(NFT_VERDICT, .number = (uint32_t)NFT_RETURN)
#define N_JUMP(chain) N_WORD(NFT_VERDICT, .number = (uint32_t)NFT_JUMP, .text = (chain))
#define N_GOTO(chain) N_WORD(NFT_VERDICT, .number = (uint32_t)NFT_GOTO, .text = (chain))
#define N_REJECT                                               \
	N_WORD(NFT_REFUSE, .number = NFT_REJECT_ICMPX_UNREACH, \
	    .other = NFT_REJECT_ICMPX_PORT_UNREACH)
#define N_REJECT_RST N_WORD(NFT_REFUSE, .number = NFT_REJECT_TCP_RST)
/* Chains of the type "nat" alone.  An address, and a port or 0: as it was. */
#define N_SNAT(t, port) N_WORD(NFT_TRANSLATE, .number = NFT_NAT_SNAT, .other = (port), .text = (t))
#define N_DNAT(t, port) N_WORD(NFT_TRANSLATE, .number = NFT_NAT_DNAT, .other = (port), .text = (t))
#define N_MASQUERADE N_WORD(NFT_PLAIN, .text = "masq")
#define N_REDIRECT(port) N_WORD(NFT_PLAIN, .number = (port), .text = "redir")

/* Adds a rule behind those that the chain has. */
#define nft_rule(k, table, chain, ...) \
	nft_rule_((k), (table), (chain), (const struct nft_word[]){ __VA_ARGS__, { 0 } })
int nft_rule_(struct kern *, const char *table, const char *chain, const struct nft_word *);
/* Removes all rules of a chain. */
int nft_flush(struct kern *, const char *table, const char *chain);
/* What the counters of a chain's rules have seen together. */
struct nft_count {
	uint64_t packets, bytes;
};
struct nft_count nft_count(struct kern *, const char *table, const char *chain);

/* -- sets -- */

struct nft_set {
	size_t len;       /* bytes of an element: 2 of a port, 4 or 16 of an address */
	bool interval;    /* elements are prefixes */
	uint64_t timeout; /* virtual ns, rounded to ms, that an element stays; 0: for good */
};
#define nft_set(k, table, name, ...) \
	nft_set_((k), (table), (name), &(struct nft_set){ __VA_ARGS__ })
int nft_set_(struct kern *, const char *table, const char *name, const struct nft_set *);
/* An element: an address, a prefix where the set has such, or the number of a port. */
int nft_element(struct kern *, const char *table, const char *set, const char *element);
int nft_element_del(struct kern *, const char *table, const char *set, const char *element);
/* How many there are, or a negative errno. */
int nft_elements(struct kern *, const char *table, const char *set);

/* -- connections -- */

/* The first line of /proc/net/nf_conntrack that has all words of `words` (blank separated:
 * "udp dport=80 [UNREPLIED]"), or NULL: there is none.  Valid until the next call.  The
 * fifth word of a line is the seconds that the connection stays. */
const char *net_connection(struct kern *, const char *words);
/* These seconds, or -ENOENT. */
int net_connection_left(struct kern *, const char *words);

#endif
