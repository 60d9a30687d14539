/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Changes of one netlink message. */
#include <linux/rtnetlink.h>
#include <string.h>

#include "components/netlink/format_message.h"
#include "components/packet/format_frame.h"

#define ATTRIBUTES 64

/* Attributes of a message, each before those that it holds. */
struct tree {
	size_t n;
	struct {
		size_t at, len;
		int above; /* the one it is in, or -1 */
	} of[ATTRIBUTES];
};

static bool whole(const uint8_t *at, size_t len)
{
	size_t n;

	for (; len >= 4; at += n, len -= n) {
		n = get_le(at, 2);
		if (n < 4 || n > len)
			return false;
		n = MESSAGE_ALIGN(n) < len ? MESSAGE_ALIGN(n) : len;
	}
	return !len;
}

static void find(struct tree *t, const uint8_t *bytes, size_t at, size_t end, int above, int depth)
{
	while (end - at >= 4 && t->n < ATTRIBUTES) {
		const size_t n = get_le(bytes + at, 2);
		const int self = t->n;

		if (n < 4 || n > end - at)
			return;
		t->of[t->n].at = at;
		t->of[t->n].len = n;
		t->of[t->n++].above = above;
		if (n >= 8 && depth < MESSAGE_DEPTH && whole(bytes + at + 4, n - 4))
			find(t, bytes, at + 4, at + n, self, depth + 1);
		if (MESSAGE_ALIGN(n) >= end - at)
			return;
		at += MESSAGE_ALIGN(n);
	}
}

/* What holds an attribute becomes longer or shorter. */
static void grow(const struct tree *t, uint8_t *bytes, int above, ssize_t by)
{
	for (; above >= 0; above = t->of[above].above)
		set_le(bytes + t->of[above].at, 2, get_le(bytes + t->of[above].at, 2) + by);
}

static size_t move(uint8_t *bytes, size_t len, size_t at, ssize_t by)
{
	if (by < 0)
		memmove(bytes + at, bytes + at - by, len - at + by);
	else
		memmove(bytes + at + by, bytes + at, len - at);
	return len + by;
}

/* A value such as attributes have: a number, a name, an address, nothing, or others. */
static size_t some_value(uint8_t *to, struct chance *c)
{
	static const char *const names[] = { "eth0", "lo", "veth0", "veth1", "br0", "new0", "vlan",
		"veth", "bridge", "dummy", "tcp_metrics", "nlctrl", "ethtool", "cubic" };
	const char *name = CHANCE_OF(names, c);
	size_t len = 1u << chance_below(c, 4);

	switch (chance_below(c, 6)) {
	case 0:
		strcpy((char *)to, name);
		return strlen(name) + 1;
	case 1:
		memcpy(to, FRAME_PEER_IP, 4);
		return 4;
	case 2:
		memcpy(to, FRAME_PEER_IP6, 16);
		return 16;
	case 3:
		memcpy(to, FRAME_PEER_MAC, 6);
		return 6;
	case 4:
		len = 4 * chance_below(c, 16);
		/* fall through */
	default:
		for (size_t i = 0; i < len; i++)
			to[i] = chance_below(c, 4) ? 0 : chance_below(c, 2) ? chance_below(c, 16)
			                                                    : chance_next(c);
		return len;
	}
}

/* Behind the head, behind an attribute, or as the first of what one holds. */
static size_t insert(uint8_t *bytes, size_t len, size_t max, size_t fixed, const struct tree *t,
    struct chance *c)
{
	const int i = t->n ? (int)chance_below(c, t->n + 1) - 1 : -1;
	const bool within = i >= 0 && t->of[i].len >= 4 && chance_below(c, 3) == 0;
	const int above = i < 0 ? -1 : within ? i : t->of[i].above;
	uint8_t value[64];
	const size_t n = some_value(value, c), all = 4 + MESSAGE_ALIGN(n);
	size_t at = fixed;

	if (i >= 0)
		at = within ? t->of[i].at + 4 : t->of[i].at + MESSAGE_ALIGN(t->of[i].len);
	if (at > len || all > max - len)
		return len;
	len = move(bytes, len, at, all);
	memset(bytes + at, 0, all);
	set_le(bytes + at, 2, 4 + n);
	set_le(bytes + at + 2, 2, chance_below(c, 64));
	memcpy(bytes + at + 4, value, n);
	grow(t, bytes, above, all);
	return len;
}

static size_t change_attribute(uint8_t *bytes, size_t len, size_t max, const struct tree *t,
    struct chance *c)
{
	const size_t i = chance_below(c, t->n), at = t->of[i].at, n = MESSAGE_ALIGN(t->of[i].len);
	uint8_t value[64];
	size_t v;

	switch (chance_below(c, 5)) {
	case 0: /* of another type */
		set_le(bytes + at + 2, 2, chance_below(c, 64) | (bytes[at + 3] & 0x80) << 8);
		return len;
	case 1: /* twice */
		if (at + n > len || n > max - len)
			return len;
		len = move(bytes, len, at, n);
		memcpy(bytes + at, bytes + at + n, n);
		grow(t, bytes, t->of[i].above, n);
		return len;
	case 2: /* not at all */
		if (at + n > len)
			return len;
		grow(t, bytes, t->of[i].above, -(ssize_t)n);
		return move(bytes, len, at, -(ssize_t)n);
	default: /* with another value, as far as there is room in it */
		v = some_value(value, c);
		memcpy(bytes + at + 4, value, v < t->of[i].len - 4 ? v : t->of[i].len - 4);
		return len;
	}
}

static void change_head(uint8_t *bytes, unsigned int kind, struct chance *c)
{
	static const uint16_t flags[] = { 0x1, 0x5, 0x405, 0x605, 0x505, 0x305, 0x301, 0x105,
		0xc05 };

	if (chance_below(c, 2))
		set_le(bytes + 6, 2, CHANCE_OF(flags, c));
	else if (kind == MESSAGE_ROUTE)
		set_le(bytes + 4, 2, RTM_BASE + chance_below(c, RTM_MAX - RTM_BASE + 4));
	else if (kind == MESSAGE_GENERIC)
		set_le(bytes + 4, 2, 16 + chance_below(c, 16));
	else if (kind == MESSAGE_NETFILTER)
		bytes[4] = chance_below(c, 28); /* of the same part of netfilter */
	else
		set_le(bytes + 4, 2, 16 + chance_below(c, 32));
}

static void change_fixed(uint8_t *bytes, size_t fixed, struct chance *c)
{
	const size_t at = MESSAGE_HEAD + chance_below(c, fixed - MESSAGE_HEAD);

	bytes[at] = chance_below(c, 2) ? chance_below(c, 32) : chance_next(c);
}

size_t message_mutate(const struct mutator *m, unsigned int kind, uint8_t *bytes, size_t len,
    size_t max, struct chance *c)
{
	const size_t fixed = message_fixed(kind, bytes, len);
	struct tree t = { 0 };

	if (kind == MESSAGE_FRAME)
		return frame_mutate(m, FRAME_ARRIVES, bytes, len, max, c);
	if (!fixed)
		return mutate_bytes(m, bytes, len, max, c);
	find(&t, bytes, fixed, len, -1, 0);
	switch (chance_below(c, 8)) {
	case 0:
		return mutate_bytes(m, bytes, len, max, c);
	case 1:
		change_head(bytes, kind, c);
		return len;
	case 2:
		change_fixed(bytes, fixed, c);
		return len;
	case 3:
	case 4:
		return insert(bytes, len, max, fixed, &t, c);
	default:
		return t.n ? change_attribute(bytes, len, max, &t, c)
		           : insert(bytes, len, max, fixed, &t, c);
	}
}
