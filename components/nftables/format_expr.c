/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Expressions of nf_tables: each loads, compares, stores, or does something. */
#include <linux/netfilter/nf_tables.h>
#include <string.h>

#include "components/nftables/format_nft.h"

#define NESTED 0x8000
#define MOST 10

struct expression {
	const char *name;
	struct nft_attribute of[MOST];
};

/* clang-format off */
static const struct expression expressions[] = {
	{ "immediate", { ATTR(IMMEDIATE_DREG, REGISTER), ATTR(IMMEDIATE_DATA, DATA) } },
	/* The register of verdicts is 0. */
	{ "immediate", { NUMBER(IMMEDIATE_DREG, U32, 1), ATTR(IMMEDIATE_DATA, VERDICT) } },
	{ "bitwise", { ATTR(BITWISE_SREG, REGISTER), ATTR(BITWISE_DREG, REGISTER),
		ATTR(BITWISE_LEN, SIZE), ATTR(BITWISE_MASK, DATA), ATTR(BITWISE_XOR, DATA) } },
	{ "bitwise", { ATTR(BITWISE_SREG, REGISTER), ATTR(BITWISE_DREG, REGISTER),
		ATTR(BITWISE_LEN, SIZE), NUMBER(BITWISE_OP, U32, 3), ATTR(BITWISE_DATA, DATA) } },
	{ "byteorder", { ATTR(BYTEORDER_SREG, REGISTER), ATTR(BYTEORDER_DREG, REGISTER),
		NUMBER(BYTEORDER_OP, U32, 2), ATTR(BYTEORDER_LEN, SIZE),
		ATTR(BYTEORDER_SIZE, SIZE) } },
	{ "cmp", { ATTR(CMP_SREG, REGISTER), NUMBER(CMP_OP, U32, 6), ATTR(CMP_DATA, DATA) } },
	{ "range", { ATTR(RANGE_SREG, REGISTER), NUMBER(RANGE_OP, U32, 2),
		ATTR(RANGE_FROM_DATA, DATA), ATTR(RANGE_TO_DATA, DATA) } },
	{ "lookup", { ATTR(LOOKUP_SET, SET), ATTR(LOOKUP_SREG, REGISTER),
		MAY(LOOKUP_DREG, REGISTER, 0), MAY(LOOKUP_SET_ID, U32, 4),
		MAY(LOOKUP_FLAGS, U32, 2) } },
	{ "dynset", { ATTR(DYNSET_SET_NAME, SET), NUMBER(DYNSET_OP, U32, 3),
		ATTR(DYNSET_SREG_KEY, REGISTER), MAY(DYNSET_SREG_DATA, REGISTER, 0),
		MAY(DYNSET_TIMEOUT, U64, 5000), MAY(DYNSET_EXPR, EXPRESSION, 0),
		MAY(DYNSET_FLAGS, U32, 4) } },
	{ "payload", { ATTR(PAYLOAD_DREG, REGISTER), NUMBER(PAYLOAD_BASE, U32, 4),
		NUMBER(PAYLOAD_OFFSET, U32, 40), ATTR(PAYLOAD_LEN, SIZE) } },
	{ "payload", { ATTR(PAYLOAD_SREG, REGISTER), NUMBER(PAYLOAD_BASE, U32, 4),
		NUMBER(PAYLOAD_OFFSET, U32, 40), ATTR(PAYLOAD_LEN, SIZE),
		NUMBER(PAYLOAD_CSUM_TYPE, U32, 3), NUMBER(PAYLOAD_CSUM_OFFSET, U32, 20),
		MAY(PAYLOAD_CSUM_FLAGS, U32, 2) } },
	{ "exthdr", { ATTR(EXTHDR_DREG, REGISTER), NUMBER(EXTHDR_TYPE, U8, 64),
		NUMBER(EXTHDR_OFFSET, U32, 20), ATTR(EXTHDR_LEN, SIZE), MAY(EXTHDR_FLAGS, U32, 2),
		NUMBER(EXTHDR_OP, U32, 5) } },
	{ "exthdr", { ATTR(EXTHDR_SREG, REGISTER), NUMBER(EXTHDR_TYPE, U8, 9),
		NUMBER(EXTHDR_OFFSET, U32, 8), ATTR(EXTHDR_LEN, SIZE),
		NUMBER(EXTHDR_OP, U32, 2) } },
	{ "meta", { NUMBER(META_KEY, U32, 36), ATTR(META_DREG, REGISTER) } },
	{ "meta", { NUMBER(META_KEY, U32, 36), ATTR(META_SREG, REGISTER) } },
	{ "rt", { NUMBER(RT_KEY, U32, 6), ATTR(RT_DREG, REGISTER) } },
	{ "socket", { NUMBER(SOCKET_KEY, U32, 4), ATTR(SOCKET_DREG, REGISTER),
		MAY(SOCKET_LEVEL, U32, 4) } },
	{ "hash", { ATTR(HASH_SREG, REGISTER), ATTR(HASH_DREG, REGISTER), ATTR(HASH_LEN, SIZE),
		NUMBER(HASH_MODULUS, U32, 9), MAY(HASH_SEED, U32, 9), MAY(HASH_OFFSET, U32, 9),
		NUMBER(HASH_TYPE, U32, 2) } },
	{ "ct", { NUMBER(CT_KEY, U32, 26), ATTR(CT_DREG, REGISTER), MAY(CT_DIRECTION, U8, 2) } },
	{ "ct", { NUMBER(CT_KEY, U32, 26), ATTR(CT_SREG, REGISTER), MAY(CT_DIRECTION, U8, 2) } },
	{ "notrack", { { 0 } } },
	{ "limit", { NUMBER(LIMIT_RATE, U64, 9), NUMBER(LIMIT_UNIT, U64, 61),
		MAY(LIMIT_BURST, U32, 9), NUMBER(LIMIT_TYPE, U32, 2),
		MAY(LIMIT_FLAGS, U32, 2) } },
	{ "counter", { MAY(COUNTER_BYTES, U64, 9), MAY(COUNTER_PACKETS, U64, 9) } },
	{ "last", { MAY(LAST_SET, U32, 2), MAY(LAST_MSECS, U64, 5000) } },
	{ "quota", { NUMBER(QUOTA_BYTES, U64, 500), MAY(QUOTA_FLAGS, U32, 4),
		MAY(QUOTA_CONSUMED, U64, 500) } },
	{ "connlimit", { NUMBER(CONNLIMIT_COUNT, U32, 4), MAY(CONNLIMIT_FLAGS, U32, 2) } },
	{ "reject", { NUMBER(REJECT_TYPE, U32, 3), NUMBER(REJECT_ICMP_CODE, U8, 4) } },
	{ "nat", { NUMBER(NAT_TYPE, U32, 2), NUMBER(NAT_FAMILY, U32, 11),
		MAY(NAT_REG_ADDR_MIN, REGISTER, 0), MAY(NAT_REG_ADDR_MAX, REGISTER, 0),
		MAY(NAT_REG_PROTO_MIN, REGISTER, 0), MAY(NAT_REG_PROTO_MAX, REGISTER, 0),
		MAY(NAT_FLAGS, U32, 128) } },
	{ "masq", { MAY(MASQ_FLAGS, U32, 32), MAY(MASQ_REG_PROTO_MIN, REGISTER, 0),
		MAY(MASQ_REG_PROTO_MAX, REGISTER, 0) } },
	{ "redir", { MAY(REDIR_REG_PROTO_MIN, REGISTER, 0), MAY(REDIR_REG_PROTO_MAX, REGISTER, 0),
		MAY(REDIR_FLAGS, U32, 32) } },
	{ "fib", { ATTR(FIB_DREG, REGISTER), NUMBER(FIB_RESULT, U32, 4),
		NUMBER(FIB_FLAGS, U32, 64) } },
	{ "numgen", { ATTR(NG_DREG, REGISTER), NUMBER(NG_MODULUS, U32, 9),
		NUMBER(NG_TYPE, U32, 2), MAY(NG_OFFSET, U32, 9) } },
	{ "objref", { NUMBER(OBJREF_IMM_TYPE, U32, 11), ATTR(OBJREF_IMM_NAME, OBJECT) } },
	{ "objref", { ATTR(OBJREF_SET_SREG, REGISTER), ATTR(OBJREF_SET_NAME, SET),
		MAY(OBJREF_SET_ID, U32, 4) } },
	{ "synproxy", { NUMBER(SYNPROXY_MSS, U16, 1461), NUMBER(SYNPROXY_WSCALE, U8, 15),
		NUMBER(SYNPROXY_FLAGS, U32, 32) } },
};
/* clang-format on */

#define COUNT (sizeof(expressions) / sizeof(expressions[0]))

static void put_attributes(struct attributes *a, unsigned int type, const struct expression *e,
    struct chance *c)
{
	const size_t data = put_begin(a, type | NESTED);

	put_described(a, e->of, c);
	put_end(a, data);
}

void put_expression(struct attributes *a, unsigned int type, struct chance *c)
{
	const struct expression *e = &expressions[chance_below(c, COUNT)];
	const size_t elem = put_begin(a, type);

	put_bytes(a, NFTA_EXPR_NAME, e->name, strlen(e->name) + 1);
	if (!a->full)
		put_attributes(a, NFTA_EXPR_DATA, e, c);
	put_end(a, elem);
}

void put_limiter(struct attributes *a, unsigned int type, struct chance *c)
{
	static const char *const names[] = { "limit", "counter", "quota", "connlimit", "synproxy" };
	const char *name = CHANCE_OF(names, c);

	for (size_t i = 0; i < COUNT; i++)
		if (!strcmp(expressions[i].name, name))
			put_attributes(a, type, &expressions[i], c);
}
