/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the files about nf_tables share. */
#ifndef RUMPUS_NFT_INTERNAL_H
#define RUMPUS_NFT_INTERNAL_H

#include "harness/netlink.h"
#include "harness/nft.h"

/* A table by its parts. */
struct nft_name {
	int family;       /* NFPROTO_INET, ... */
	const char *name; /* within the text that was given */
};
struct nft_name nft_name(const char *table);

/* Begins a transaction of one message (NFT_MSG_NEWTABLE) about a table. */
void nft_begin(struct netlink *, struct kern *, int type, int flags, const char *table);
/* Ends and sends it: 0 or a negative errno. */
int nft_commit(struct netlink *);
/* Asks for all of a table's objects of a kind (NFT_MSG_GETRULE). */
void nft_begin_list(struct netlink *, struct kern *, int type, const char *table);

/* Begins an expression of a rule, by its name, and ends it. */
struct nft_open {
	size_t elem, data;
};
struct nft_open nft_expr(struct netlink *, const char *name);
void nft_done(struct netlink *, struct nft_open);
/* Where values are loaded to be looked at. */
#define NFT_REG_VALUE NFT_REG_1
/* Adds a word that matches, in a rule of a table of that family; false: it is none. */
bool nft_put_match(struct netlink *, const struct nft_word *, int family);
/* Adds a value, as nf_tables wants it. */
void nft_put_value(struct netlink *, int type, const void *value, size_t len);

#endif
