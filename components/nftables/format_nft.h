/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What mutators know of nf_tables (linux/netfilter/nf_tables.h): messages, the attributes
 * that each takes, and the expressions that rules are made of. */
#ifndef COMPONENTS_NFTABLES_FORMAT_NFT_H
#define COMPONENTS_NFTABLES_FORMAT_NFT_H

#include "components/nftables/nft_layout.h"
#include "components/packet/format_frame.h"
#include "fuzz/mutate/mutate.h"

/* The parts of a fuzz_target. */
size_t rules_mutate(const struct mutator *, unsigned int kind, uint8_t *bytes, size_t len,
    size_t max, struct chance *);
/* Lengths of messages, and those of attributes that reach past what they are in; of a frame
 * as frame_repair(). */
void rules_repair(unsigned int kind, uint8_t *bytes, size_t len);

/* Attributes one behind the other.  What finds no room is left out, and `full` is set. */
struct attributes {
	uint8_t *bytes;
	size_t len, max;
	bool full;
};

/* What the value of an attribute is. */
enum nft_sort {
	S_REGISTER,
	S_U8, /* below a limit, in the order of the network; also the next ones */
	S_U16,
	S_U32,
	S_U64,
	S_SIZE, /* of what a register holds */
	S_TABLE,
	S_CHAIN,
	S_SET,
	S_OBJECT,
	S_DATA, /* what a register holds */
	S_VERDICT,
	S_EXPRESSION, /* one */
	S_LIST,       /* of expressions */
	S_ELEMENTS,
	S_HOOK,
	S_TYPE,    /* of a chain */
	S_LIMITER, /* the attributes of a stateful object */
};

struct nft_attribute {
	uint8_t type;
	uint8_t sort;   /* enum nft_sort */
	uint32_t below; /* numbers */
	bool may;       /* it may be missing */
};
/* clang-format off */
#define ATTR(type, sort) { NFTA_##type, S_##sort, 0, false }
#define NUMBER(type, sort, below) { NFTA_##type, S_##sort, below, false }
#define MAY(type, sort, below) { NFTA_##type, S_##sort, below, true }
/* clang-format on */

/* format_put.c */
size_t put_begin(struct attributes *, unsigned int type);
void put_end(struct attributes *, size_t begun);
void put_bytes(struct attributes *, unsigned int type, const void *value, size_t len);
/* Each of a description, ended by type 0; those that may be missing are so half of the
 * time. */
void put_described(struct attributes *, const struct nft_attribute *, struct chance *);

/* format_expr.c: one expression, in an attribute of a type. */
void put_expression(struct attributes *, unsigned int type, struct chance *);
/* The attributes of a limit, a counter or a quota, by chance. */
void put_limiter(struct attributes *, unsigned int type, struct chance *);

#endif
