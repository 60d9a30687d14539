/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What mutators know of netlink messages. */
#include <linux/rtnetlink.h>
#include <string.h>

#include "atf/case.h"
#include "components/netlink/format_message.h"

#define GUARD 0xa5

/* RTM_NEWLINK with a name and, one in the other, two attributes that hold others. */
static const uint8_t link_message[] = {
	60,
	0,
	0,
	0,
	RTM_NEWLINK,
	0,
	1,
	0,
	1,
	0,
	0,
	0,
	0,
	0,
	0,
	0, /* head */
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0, /* struct ifinfomsg */
	7,
	0,
	3,
	0,
	'l',
	'o',
	0,
	0, /* IFLA_IFNAME */
	20,
	0,
	18,
	0x80, /* IFLA_LINKINFO, nested */
	16,
	0,
	2,
	0x80, /* IFLA_INFO_DATA, nested */
	6,
	0,
	1,
	0,
	5,
	0,
	0,
	0,
	4,
	0,
	2,
	0,
};

CASE(message_lengths, "the length of a message and of what it holds is made right")
{
	uint8_t bytes[sizeof(link_message)];

	for (size_t at = 0; at < sizeof(bytes); at++) {
		/* The head's length, and lengths of attributes that reach too far. */
		if (at != 0 && at != 40 && at != 44 && at != 48)
			continue;
		memcpy(bytes, link_message, sizeof(bytes));
		bytes[at] = 250;
		message_repair(MESSAGE_ROUTE, bytes, sizeof(bytes));
		REQUIRE_EQ(sizeof(bytes), bytes[0]);
		REQUIRE(bytes[40] == 20 && bytes[44] == 16 && bytes[48] <= 12);
	}
}

CASE(message_whole, "a message that is right stays as it is")
{
	uint8_t bytes[sizeof(link_message)];

	memcpy(bytes, link_message, sizeof(bytes));
	message_repair(MESSAGE_ROUTE, bytes, sizeof(bytes));
	REQUIRE_MEMEQ(link_message, bytes, sizeof(bytes));
}

/* Attributes one behind the other, and in those that hold others; how many. */
static int count(const uint8_t *at, size_t len, int depth)
{
	int n = 0;

	while (len >= 4) {
		const size_t all = get_le(at, 2), step = (all + 3) & ~(size_t)3;

		REQUIRE(all >= 4 && all <= len);
		n += 1 + (at[3] & 0x80 && depth < MESSAGE_DEPTH ? count(at + 4, all - 4, depth + 1)
								: 0);
		at += step < len ? step : len;
		len -= step < len ? step : len;
	}
	return n;
}

CASE(message_changes, "changes keep to the room there is, and what is repaired is whole")
{
	const struct mutator m = { 0 };
	uint8_t bytes[512];
	int most = 0;

	for (uint64_t seed = 0; seed < 100000; seed++) {
		struct chance c = { seed };
		size_t len = sizeof(link_message);

		memcpy(bytes, link_message, len);
		memset(bytes + 400, GUARD, sizeof(bytes) - 400);
		for (int i = 0; i < 8; i++)
			len = message_mutate(&m, MESSAGE_ROUTE, bytes, len, 400, &c);
		REQUIRE(len <= 400);
		for (size_t i = 400; i < sizeof(bytes); i++)
			REQUIRE_EQ(GUARD, bytes[i]);
		message_repair(MESSAGE_ROUTE, bytes, len);
		if (len < 32)
			continue;
		REQUIRE_EQ(len, get_le(bytes, 4));
		if (get_le(bytes + 4, 2) == RTM_NEWLINK && len % 4 == 0) {
			const int n = count(bytes + 32, len - 32, 0);

			most = n > most ? n : most;
		}
	}
	REQUIRE(most > 6);
}
