/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Attributes of nf_tables and their values. */
#include <linux/netfilter/nf_tables.h>
#include <string.h>

#include "components/nftables/format_nft.h"

#define NESTED 0x8000

/* What run.c makes, and what inputs may add. */
static const char *const tables[] = { "t", "t", "t", "n", "u" };
static const char *const chains[] = { "in", "in", "pre", "fwd", "out", "post", "dnat", "snat", "a",
	"b", "gate" };
static const char *const sets[] = { "s", "i", "p", "m" };
static const char *const objects[] = { "o", "q", "l" };
static const char *const types[] = { "filter", "nat", "route" };

size_t put_begin(struct attributes *a, unsigned int type)
{
	const size_t at = a->len;

	if (a->full || a->max - a->len < 4) {
		a->full = true;
		return at;
	}
	set_le(a->bytes + at, 2, 4);
	set_le(a->bytes + at + 2, 2, type);
	a->len += 4;
	return at;
}

void put_end(struct attributes *a, size_t begun)
{
	if (!a->full)
		set_le(a->bytes + begun, 2, a->len - begun);
}

void put_bytes(struct attributes *a, unsigned int type, const void *value, size_t len)
{
	const size_t room = (len + 3) & ~(size_t)3;
	const size_t at = put_begin(a, type);

	if (a->full || a->max - a->len < room) {
		a->full = true;
		return;
	}
	set_le(a->bytes + at, 2, 4 + len);
	memset(a->bytes + a->len, 0, room);
	memcpy(a->bytes + a->len, value, len);
	a->len += room;
}

static void put_number(struct attributes *a, unsigned int type, size_t width, uint64_t value)
{
	uint8_t bytes[8];

	set_be(bytes, width, value);
	put_bytes(a, type, bytes, width);
}

static void put_name(struct attributes *a, unsigned int type, const char *name)
{
	put_bytes(a, type, name, strlen(name) + 1);
}

static uint64_t some_number(uint32_t below, struct chance *c)
{
	const uint64_t bits = chance_below(c, 64);

	return chance_below(c, 16) ? chance_below(c, below) : chance_next(c) >> bits;
}

/* Addresses and ports that frames have, protocols, and small numbers. */
static void put_data(struct attributes *a, struct chance *c)
{
	static const uint8_t sizes[] = { 1, 2, 4, 4, 4, 8, 16, 16, 3, 20 };
	uint8_t value[20] = { 0 };
	const size_t len = CHANCE_OF(sizes, c);

	switch (chance_below(c, 5)) {
	case 0:
		memcpy(value, len == 16 ? FRAME_PEER_IP6 : FRAME_PEER_IP, len == 16 ? 16 : 4);
		break;
	case 1:
		memcpy(value, len == 16 ? FRAME_KERNEL_IP6 : FRAME_KERNEL_IP, len == 16 ? 16 : 4);
		break;
	case 2:
		value[len > 1] = chance_below(c, 2) ? 9 : 80;
		break;
	case 3:
		value[0] = chance_below(c, 2) ? PROTO_TCP : PROTO_UDP;
		break;
	default:
		for (size_t i = 0; i < len; i++)
			value[i] = chance_below(c, 3) ? 0 : chance_next(c);
	}
	put_bytes(a, NFTA_DATA_VALUE, value, len);
}

static void put_verdict(struct attributes *a, struct chance *c)
{
	/* Drop, accept, queue; continue, break, jump, goto, return. */
	static const int32_t codes[] = { 0, 1, 1, 3, -1, -2, -3, -3, -4, -5 };
	const int32_t code = CHANCE_OF(codes, c);
	const size_t verdict = put_begin(a, NFTA_DATA_VERDICT | NESTED);

	put_number(a, NFTA_VERDICT_CODE, 4, (uint32_t)code);
	if (code == NFT_JUMP || code == NFT_GOTO)
		put_name(a, NFTA_VERDICT_CHAIN, chance_below(c, 2) ? "a" : "b");
	put_end(a, verdict);
}

static void put_elements(struct attributes *a, struct chance *c)
{
	static const struct nft_attribute element[] = {
		{ NFTA_SET_ELEM_KEY, S_DATA, 0, false },
		{ NFTA_SET_ELEM_DATA, S_DATA, 0, true },
		{ NFTA_SET_ELEM_FLAGS, S_U32, 3, true },
		{ NFTA_SET_ELEM_TIMEOUT, S_U64, 5000, true },
		{ NFTA_SET_ELEM_KEY_END, S_DATA, 0, true },
		{ NFTA_SET_ELEM_OBJREF, S_OBJECT, 0, true },
		{ NFTA_SET_ELEM_EXPR, S_EXPRESSION, 0, true },
		{ 0 },
	};

	for (uint64_t n = 1 + chance_below(c, 3); n; n--) {
		const size_t one = put_begin(a, NFTA_LIST_ELEM | NESTED);

		put_described(a, element, c);
		put_end(a, one);
	}
}

static void put_hook(struct attributes *a, struct chance *c)
{
	static const int32_t priorities[] = { -300, -100, 0, 100, -400, 1 };

	put_number(a, NFTA_HOOK_HOOKNUM, 4, chance_below(c, 6));
	put_number(a, NFTA_HOOK_PRIORITY, 4, (uint32_t)CHANCE_OF(priorities, c));
	if (chance_below(c, 4) == 0)
		put_name(a, NFTA_HOOK_DEV, "eth0");
}

/* Values that hold attributes themselves. */
static void put_nested(struct attributes *a, unsigned int type, enum nft_sort sort,
    struct chance *c)
{
	const size_t nest = put_begin(a, type | NESTED);

	switch (sort) {
	case S_DATA:
		put_data(a, c);
		break;
	case S_VERDICT:
		put_verdict(a, c);
		break;
	case S_LIST:
		for (uint64_t n = 1 + chance_below(c, 5); n; n--)
			put_expression(a, NFTA_LIST_ELEM | NESTED, c);
		break;
	case S_ELEMENTS:
		put_elements(a, c);
		break;
	default:
		put_hook(a, c);
	}
	put_end(a, nest);
}

static void put_one(struct attributes *a, const struct nft_attribute *d, struct chance *c)
{
	static const uint8_t sizes[] = { 1, 2, 4, 4, 8, 16, 16, 20 };

	switch ((enum nft_sort)d->sort) {
	case S_REGISTER:
		put_number(a, d->type, 4,
		    chance_below(c, 4) ? 1 + chance_below(c, 2) : chance_below(c, 26));
		break;
	case S_U32:
		put_number(a, d->type, 4, some_number(d->below, c));
		break;
	case S_U64:
		put_number(a, d->type, 8, some_number(d->below, c));
		break;
	case S_U8:
		put_number(a, d->type, 1, some_number(d->below, c));
		break;
	case S_U16:
		put_number(a, d->type, 2, some_number(d->below, c));
		break;
	case S_SIZE:
		put_number(a, d->type, 4, CHANCE_OF(sizes, c));
		break;
	case S_TABLE:
		put_name(a, d->type, CHANCE_OF(tables, c));
		break;
	case S_CHAIN:
		put_name(a, d->type, CHANCE_OF(chains, c));
		break;
	case S_SET:
		put_name(a, d->type, CHANCE_OF(sets, c));
		break;
	case S_OBJECT:
		put_name(a, d->type, CHANCE_OF(objects, c));
		break;
	case S_TYPE:
		put_name(a, d->type, CHANCE_OF(types, c));
		break;
	case S_EXPRESSION:
		put_expression(a, d->type | NESTED, c);
		break;
	case S_LIMITER:
		put_limiter(a, d->type | NESTED, c);
		break;
	default:
		put_nested(a, d->type, d->sort, c);
	}
}

void put_described(struct attributes *a, const struct nft_attribute *d, struct chance *c)
{
	for (; d->type; d++)
		if (!d->may || chance_below(c, 2))
			put_one(a, d, c);
}
