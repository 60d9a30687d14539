/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Changes of messages to nf_tables: new ones, new expressions of a rule, and those that any
 * message of netlink may have. */
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <string.h>

#include "components/netlink/format_message.h"
#include "components/nftables/format_nft.h"

#define NESTED 0x8000
#define HEAD 20 /* with struct nfgenmsg */

/* A kind of message, and its attributes. */
struct message {
	uint8_t type;
	uint16_t flags;
	struct nft_attribute of[8];
};

#define CREATE (NLM_F_REQUEST | NLM_F_CREATE)
/* clang-format off */
static const struct message changes[] = {
	{ NFT_MSG_NEWRULE, CREATE | NLM_F_APPEND, { ATTR(RULE_TABLE, TABLE),
		ATTR(RULE_CHAIN, CHAIN), ATTR(RULE_EXPRESSIONS, LIST),
		MAY(RULE_POSITION, U64, 9) } },
	{ NFT_MSG_NEWRULE, CREATE, { ATTR(RULE_TABLE, TABLE), ATTR(RULE_CHAIN, CHAIN),
		ATTR(RULE_EXPRESSIONS, LIST) } },
	{ NFT_MSG_NEWTABLE, CREATE, { ATTR(TABLE_NAME, TABLE), MAY(TABLE_FLAGS, U32, 4) } },
	{ NFT_MSG_NEWCHAIN, CREATE, { ATTR(CHAIN_TABLE, TABLE), ATTR(CHAIN_NAME, CHAIN),
		MAY(CHAIN_HOOK, HOOK, 0), MAY(CHAIN_POLICY, U32, 2), MAY(CHAIN_TYPE, TYPE, 0) } },
	{ NFT_MSG_NEWSET, CREATE, { ATTR(SET_TABLE, TABLE), ATTR(SET_NAME, SET),
		NUMBER(SET_FLAGS, U32, 128), ATTR(SET_KEY_LEN, SIZE), MAY(SET_DATA_LEN, SIZE, 0),
		MAY(SET_TIMEOUT, U64, 5000), NUMBER(SET_ID, U32, 4),
		MAY(SET_OBJ_TYPE, U32, 11) } },
	{ NFT_MSG_NEWSET, CREATE, { ATTR(SET_TABLE, TABLE), ATTR(SET_NAME, SET),
		NUMBER(SET_FLAGS, U32, 128), ATTR(SET_KEY_LEN, SIZE), NUMBER(SET_ID, U32, 4),
		MAY(SET_GC_INTERVAL, U32, 5000), ATTR(SET_EXPR, EXPRESSION) } },
	{ NFT_MSG_NEWSETELEM, CREATE, { ATTR(SET_ELEM_LIST_TABLE, TABLE),
		ATTR(SET_ELEM_LIST_SET, SET), ATTR(SET_ELEM_LIST_ELEMENTS, ELEMENTS),
		MAY(SET_ELEM_LIST_SET_ID, U32, 4) } },
	{ NFT_MSG_NEWOBJ, CREATE, { ATTR(OBJ_TABLE, TABLE), ATTR(OBJ_NAME, OBJECT),
		NUMBER(OBJ_TYPE, U32, 11), ATTR(OBJ_DATA, LIMITER) } },
	{ NFT_MSG_DELRULE, NLM_F_REQUEST, { ATTR(RULE_TABLE, TABLE), MAY(RULE_CHAIN, CHAIN, 0),
		MAY(RULE_HANDLE, U64, 20) } },
	{ NFT_MSG_DELCHAIN, NLM_F_REQUEST, { ATTR(CHAIN_TABLE, TABLE), ATTR(CHAIN_NAME, CHAIN) } },
	{ NFT_MSG_DELSET, NLM_F_REQUEST, { ATTR(SET_TABLE, TABLE), ATTR(SET_NAME, SET) } },
	{ NFT_MSG_DELSETELEM, NLM_F_REQUEST, { ATTR(SET_ELEM_LIST_TABLE, TABLE),
		ATTR(SET_ELEM_LIST_SET, SET), MAY(SET_ELEM_LIST_ELEMENTS, ELEMENTS, 0) } },
	{ NFT_MSG_DELOBJ, NLM_F_REQUEST, { ATTR(OBJ_TABLE, TABLE), ATTR(OBJ_NAME, OBJECT),
		NUMBER(OBJ_TYPE, U32, 11) } },
	{ NFT_MSG_DELTABLE, NLM_F_REQUEST, { MAY(TABLE_NAME, TABLE, 0) } },
};
/* clang-format on */

/* Asked for: types of messages that read, and that may list all there is. */
static const uint8_t reads[] = { NFT_MSG_GETTABLE, NFT_MSG_GETCHAIN, NFT_MSG_GETRULE,
	NFT_MSG_GETSET, NFT_MSG_GETSETELEM, NFT_MSG_GETGEN, NFT_MSG_GETOBJ, NFT_MSG_GETOBJ_RESET,
	NFT_MSG_GETFLOWTABLE };

static void put_head(uint8_t *bytes, unsigned int subsystem, unsigned int type, unsigned int flags,
    struct chance *c)
{
	/* inet, the device's, IPv4, IPv6, any */
	static const uint8_t families[] = { 1, 1, 1, 5, 2, 10, 0 };

	memset(bytes, 0, HEAD);
	bytes[4] = type;
	bytes[5] = subsystem;
	set_le(bytes + 6, 2, flags);
	bytes[16] = CHANCE_OF(families, c);
}

/* What takes the place of a message; the old one where there is no room. */
static size_t make_anew(unsigned int kind, uint8_t *bytes, size_t len, size_t max, struct chance *c)
{
	const struct message *m = &CHANCE_OF(changes, c);
	struct attributes a = { bytes, HEAD, max, false };

	if (max < HEAD + 4)
		return len;
	if (kind == RULES_ASK) {
		const bool tracked = chance_below(c, 3) == 0;

		put_head(bytes, tracked ? NFNL_SUBSYS_CTNETLINK : NFNL_SUBSYS_NFTABLES,
		    tracked ? chance_below(c, 10) : CHANCE_OF(reads, c),
		    NLM_F_REQUEST | (chance_below(c, 3) ? NLM_F_DUMP : 0), c);
		put_bytes(&a, 1, "t", 2);
		return a.len;
	}
	put_head(bytes, NFNL_SUBSYS_NFTABLES, m->type, m->flags, c);
	put_described(&a, m->of, c);
	return a.len;
}

/* The list of expressions of a rule, or 0. */
static size_t find_list(const uint8_t *bytes, size_t len)
{
	size_t at = HEAD;

	while (len >= at + 4) {
		const size_t n = get_le(bytes + at, 2);

		if (n < 4 || n > len - at)
			return 0;
		if ((get_le(bytes + at + 2, 2) & ~NESTED) == NFTA_RULE_EXPRESSIONS)
			return at;
		at += MESSAGE_ALIGN(n);
	}
	return 0;
}

/* One more expression, as the first one of a rule. */
static size_t add_expression(uint8_t *bytes, size_t len, size_t max, struct chance *c)
{
	uint8_t own[256];
	struct attributes a = { own, 0, sizeof(own), false };
	const size_t list = find_list(bytes, len);
	size_t n;

	if (!list || bytes[4] != NFT_MSG_NEWRULE)
		return len;
	put_expression(&a, NFTA_LIST_ELEM | NESTED, c);
	n = get_le(bytes + list, 2);
	if (a.full || a.len > max - len || n + a.len > UINT16_MAX)
		return len;
	memmove(bytes + list + 4 + a.len, bytes + list + 4, len - list - 4);
	memcpy(bytes + list + 4, own, a.len);
	set_le(bytes + list, 2, n + a.len);
	return len + a.len;
}

size_t rules_mutate(const struct mutator *m, unsigned int kind, uint8_t *bytes, size_t len,
    size_t max, struct chance *c)
{
	if (kind == FRAME_ARRIVES)
		return frame_mutate(m, kind, bytes, len, max, c);
	switch (chance_below(c, 4)) {
	case 0:
		return make_anew(kind, bytes, len, max, c);
	case 1:
		return add_expression(bytes, len, max, c);
	default:
		return message_mutate(m, MESSAGE_NETFILTER, bytes, len, max, c);
	}
}

void rules_repair(unsigned int kind, uint8_t *bytes, size_t len)
{
	if (kind == FRAME_ARRIVES)
		frame_repair(kind, bytes, len);
	else
		message_repair(MESSAGE_NETFILTER, bytes, len);
}
