/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What mutators know of calls of sockets. */
#include <string.h>

#include "atf/case.h"
#include "components/sockets/format_socket.h"

#define GUARD 0xa5
#define MAX 200

static const uint8_t kinds[] = { SOCKET_OPEN, SOCKET_BIND, SOCKET_CONNECT, SOCKET_SET, SOCKET_GET,
	SOCKET_IOCTL, SOCKET_SEND, SOCKET_MESSAGE, SOCKET_FRAME };

CASE(socket_bounds, "changes of records keep to the room there is")
{
	const struct mutator m = { 0 };
	uint8_t bytes[256];

	for (size_t i = 0; i < sizeof(kinds); i++) {
		size_t len = 0;

		for (uint64_t seed = 0; seed < 20000; seed++) {
			struct chance c = { seed };

			memset(bytes + MAX, GUARD, sizeof(bytes) - MAX);
			len = socket_mutate(&m, kinds[i], bytes, len, MAX, &c);
			REQUIRE(len <= MAX);
			socket_repair(kinds[i], bytes, len);
			for (size_t j = MAX; j < sizeof(bytes); j++)
				REQUIRE_EQ(GUARD, bytes[j]);
			if (seed % 16 == 0)
				len = 0;
		}
	}
}

CASE(socket_control, "control messages end where the next one begins, and the last with all")
{
	/* An address of 2 bytes, control of 40: one of 20 and so 24, one of 16. */
	uint8_t bytes[60] = { 0, 2, 40, 2, 0, [5] = 20, [29] = 16 };
	uint8_t good[sizeof(bytes)];

	memcpy(good, bytes, sizeof(bytes));
	socket_repair(SOCKET_MESSAGE, bytes, sizeof(bytes));
	REQUIRE_MEMEQ(good, bytes, sizeof(bytes));
	bytes[29] = 99;
	socket_repair(SOCKET_MESSAGE, bytes, sizeof(bytes));
	REQUIRE_MEMEQ(good, bytes, sizeof(bytes));
	bytes[2] = 99; /* more than there is */
	socket_repair(SOCKET_MESSAGE, bytes, sizeof(bytes));
	REQUIRE_EQ(0, bytes[2]);
}
