/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Frames of captures made fit for the kernel of these targets. */
#include <string.h>

#include "components/packet/format_frame.h"

#define FLOWS 64

/* What one side of a connection sends: its first number, and whose it is. */
struct flow {
	uint8_t ends[36]; /* addresses and ports: from, to */
	uint32_t first;
};

static struct flow flows[FLOWS];
static size_t nflow;

/* The first number of what goes from one end to the other; where that is not known, as if
 * the one at hand were the next behind it. */
static uint32_t first_of(const uint8_t ends[36], bool syn, uint32_t now)
{
	for (size_t i = 0; i < nflow; i++)
		if (!memcmp(flows[i].ends, ends, sizeof(flows[i].ends)))
			return flows[i].first;
	if (!syn)
		now--;
	if (nflow < FLOWS) {
		memcpy(flows[nflow].ends, ends, sizeof(flows[nflow].ends));
		flows[nflow++].first = now;
	}
	return now;
}

/* Numbers become relative to the first of each side. */
static void adopt_tcp(uint8_t *at, size_t len, const uint8_t *from, const uint8_t *to, size_t alen)
{
	uint8_t ends[36] = { 0 }, back[36] = { 0 };
	uint32_t seq, ack;

	if (len < 20)
		return;
	memcpy(ends, from, alen);
	memcpy(ends + 16, to, alen);
	memcpy(ends + 32, at, 4);
	memcpy(back, to, alen);
	memcpy(back + 16, from, alen);
	memcpy(back + 32, at + 2, 2);
	memcpy(back + 34, at, 2);
	seq = get_be(at + 4, 4);
	ack = get_be(at + 8, 4);
	set_be(at + 4, 4, (uint32_t)(seq - first_of(ends, at[13] & 2, seq)));
	if (at[13] & 0x10)
		set_be(at + 8, 4, (uint32_t)(ack - first_of(back, false, ack)));
}

static void adopt_ip(uint8_t *at, size_t len)
{
	const size_t head = (at[0] & 15) * 4u;

	if (len >= 20 && at[0] >> 4 == 4) {
		if (at[9] == PROTO_TCP && head >= 20 && head < len)
			adopt_tcp(at + head, len - head, at + 12, at + 16, 4);
		memcpy(at + 12, FRAME_PEER_IP, 4);
		if ((at[16] & 0xf0) != 0xe0 && at[16] != 0xff) /* a group stays one, and all */
			memcpy(at + 16, FRAME_KERNEL_IP, 4);
	} else if (len >= 40 && at[0] >> 4 == 6) {
		if (at[6] == PROTO_TCP)
			adopt_tcp(at + 40, len - 40, at + 8, at + 24, 16);
		memcpy(at + 8, FRAME_PEER_IP6, 16);
		if (at[24] != 0xff)
			memcpy(at + 24, FRAME_KERNEL_IP6, 16);
	}
}

void frame_adopt(uint8_t *frame, size_t len, bool first)
{
	const size_t at = frame_network(frame, len);

	if (first)
		nflow = 0;
	if (len < 14)
		return;
	if (!(frame[0] & 1))
		memcpy(frame, FRAME_KERNEL_MAC, 6);
	memcpy(frame + 6, FRAME_PEER_MAC, 6);
	if (len > at)
		adopt_ip(frame + at, len - at);
	frame_repair(FRAME_ARRIVES, frame, len);
}
