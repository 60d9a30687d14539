/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Lengths of netlink messages made right. */
#include <linux/rtnetlink.h>

#include "components/netlink/format_message.h"
#include "components/packet/format_frame.h"

/* Bytes of the fixed part of groups of four types of rtnetlink, from RTM_BASE on. */
static const uint8_t route_fixed[] = { 16, 8, 12, 12, 12, 20, 20, 20, 4, 0, 20, 20, 4, 0, 12, 4, 4,
	8, 4, 12, 12, 20, 8, 8, 8, 8, 8 };

size_t message_fixed(unsigned int kind, const uint8_t *bytes, size_t len)
{
	size_t fixed = 4;
	unsigned int group;

	if (len < MESSAGE_HEAD + 4)
		return 0;
	group = (get_le(bytes + 4, 2) - RTM_BASE) / 4;
	if (kind == MESSAGE_ROUTE && group < sizeof(route_fixed))
		fixed = MESSAGE_ALIGN(route_fixed[group]);
	else if (kind == MESSAGE_DIAG)
		fixed = 56;
	else if (kind == MESSAGE_XFRM)
		fixed = get_le(bytes + 4, 2) == 0x13 || get_le(bytes + 4, 2) == 0x19 ? 168 : 224;
	return MESSAGE_HEAD + fixed <= len ? MESSAGE_HEAD + fixed : 0;
}

static void repair_attributes(uint8_t *at, size_t len, int depth)
{
	while (len >= 4) {
		size_t n = get_le(at, 2);

		if (n < 4 || n > len) {
			n = n < 4 ? 4 : len;
			set_le(at, 2, n);
		}
		if (depth < MESSAGE_DEPTH && n >= 8 && (get_le(at + 2, 2) & NLA_F_NESTED))
			repair_attributes(at + 4, n - 4, depth + 1);
		if (MESSAGE_ALIGN(n) >= len)
			return;
		at += MESSAGE_ALIGN(n);
		len -= MESSAGE_ALIGN(n);
	}
}

void message_repair(unsigned int kind, uint8_t *bytes, size_t len)
{
	const size_t fixed = message_fixed(kind, bytes, len);

	if (kind == MESSAGE_FRAME) {
		frame_repair(FRAME_ARRIVES, bytes, len);
		return;
	}
	if (len < MESSAGE_HEAD)
		return;
	set_le(bytes, 4, len);
	bytes[6] |= NLM_F_REQUEST;
	if (fixed)
		repair_attributes(bytes + fixed, len - fixed, 0);
}
