/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Frames and calls (linux/can.h, can/bcm.h, can/isotp.h, can/j1939.h): frames of the
 * protocols that the sockets of this target speak, ISO 15765-2 and SAE J1939-21 and -81. */
#include "components/can/format_can.h"

#include <string.h>

#include "components/sockets/format_socket.h"

#define FRAME 16    /* struct can_frame */
#define FD_FRAME 72 /* struct canfd_frame */
#define HEAD 8      /* of both */
#define FAMILY 29
#define LEVEL 100 /* SOL_CAN_BASE: a protocol's is that much more */
#define BCM_HEAD 56
#define LONGEST 256 /* that a change writes */

/* Groups of parameters: requests, acknowledgments, transport (connection, data; and those
 * of the extended protocol), addresses claimed and commanded, and two that are data. */
static uint32_t some_j1939(struct chance *c)
{
	static const uint8_t formats[] = { 0xea, 0xe8, 0xec, 0xec, 0xeb, 0xeb, 0xc8, 0xc7, 0xee,
		0xfe, 0xf0, 0x12 };
	static const uint8_t to[] = { CAN_J1939_ADDR, CAN_J1939_ADDR, 0xff, 0xfe, 0xd8, 0x21 };
	const uint32_t pri = 6u << 26, format = CHANCE_OF(formats, c), dest = CHANCE_OF(to, c);

	return CAN_LONG_ID | pri | format << 16 | dest << 8 |
	       (chance_below(c, 4) ? CAN_J1939_PEER : chance_next(c) & 0xff);
}

static uint32_t some_id(struct chance *c)
{
	switch (chance_below(c, 6)) {
	case 0:
		return CAN_ISOTP_RX;
	case 1:
		return CAN_ISOTP_TX | CAN_LONG_ID;
	case 2:
		return CAN_BCM_ID + chance_below(c, 3);
	case 3: /* an error, or one that asks */
		return chance_next(c) & 0x7fffffff;
	default:
		return some_j1939(c);
	}
}

/* A frame of ISO 15765-2 begins with its kind: single, first, consecutive, flow control. */
static void put_isotp(uint8_t *data, struct chance *c)
{
	data[0] = chance_below(c, 4) << 4 | chance_below(c, 16);
	data[1] = chance_below(c, 2) ? chance_below(c, 64) : chance_next(c);
	data[2] = chance_below(c, 2) ? 0 : chance_next(c);
}

/* A control byte of J1939's transport: asks to send, may send, end, abort, broadcast; of the
 * extended one; and what goes with it: sizes, packets, the group. */
static void put_transport(uint8_t *data, struct chance *c)
{
	static const uint8_t controls[] = { 16, 17, 19, 255, 32, 20, 21, 22, 23, 0, 1, 2 };

	data[0] = CHANCE_OF(controls, c);
	data[1] = chance_below(c, 2) ? 9 + chance_below(c, 9) : chance_next(c);
	data[2] = chance_below(c, 3) ? 0 : chance_next(c);
	data[3] = 1 + chance_below(c, 4);
	data[4] = chance_below(c, 2) ? 0xff : 1 + chance_below(c, 4);
	data[5] = 0;
	data[6] = 0xf0;
	data[7] = 0;
}

static size_t change_frame(uint8_t *bytes, size_t len, size_t max, struct chance *c)
{
	if (len < FRAME) {
		if (max < FD_FRAME)
			return len;
		memset(bytes + len, 0, FRAME - len);
		len = FRAME;
	}
	switch (chance_below(c, 6)) {
	case 0:
		set_le(bytes, 4, some_id(c));
		return len;
	case 1:
		put_isotp(bytes + HEAD, c);
		return len;
	case 2:
		put_transport(bytes + HEAD, c);
		return len;
	case 3:
		bytes[4] = chance_below(c, 9);
		return len;
	case 4: /* long, or short again */
		if (len > FRAME || max < FD_FRAME)
			return FRAME;
		memset(bytes + len, 0x55, FD_FRAME - len);
		bytes[4] = 8 * (1 + chance_below(c, 8));
		bytes[5] = chance_below(c, 8);
		return FD_FRAME;
	default:
		bytes[HEAD + chance_below(c, len - HEAD)] = chance_next(c);
		return len;
	}
}

static size_t put_address(uint8_t *to, struct chance *c)
{
	static const uint8_t addresses[] = { CAN_J1939_ADDR, CAN_J1939_PEER, 0xff, 0xfe, 0x21 };

	memset(to, 0, 24);
	to[0] = FAMILY;
	to[4] = chance_below(c, 8) ? CAN_BUS_INDEX : chance_below(c, 4);
	if (chance_below(c, 2)) { /* identifiers of ISO 15765-2 */
		set_le(to + 8, 4, some_id(c));
		set_le(to + 12, 4, some_id(c));
		return 16 + 8 * chance_below(c, 2);
	}
	set_le(to + 8, 8, chance_below(c, 2)); /* a name */
	set_le(to + 16, 4, chance_below(c, 2) ? 0xf000 : 0x12300);
	to[20] = CHANCE_OF(addresses, c);
	return 24;
}

/* A message to the broadcast manager: its head, and frames. */
static size_t put_bcm(uint8_t *to, struct chance *c)
{
	const size_t frames = chance_below(c, 4);

	memset(to, 0, LONGEST);
	to[0] = 1 + chance_below(c, 8);
	set_le(to + 4, 4, chance_below(c, 2) ? 3 : chance_below(c, 0x1000) & ~0x800u);
	to[8] = chance_below(c, 4);                        /* so many with the first interval */
	set_le(to + 24, 8, 10000 * (1 + chance_below(c, 100)));  /* us of that */
	set_le(to + 40, 8, 10000 * (1 + chance_below(c, 100)));  /* and of the second one */
	set_le(to + 48, 4, CAN_BCM_ID + chance_below(c, 2));
	to[52] = frames;
	for (size_t i = 0; i < frames; i++) {
		uint8_t *frame = to + BCM_HEAD + FRAME * i;

		set_le(frame, 4, CAN_BCM_ID + chance_below(c, 2));
		frame[4] = chance_below(c, 9);
		frame[8] = chance_below(c, 4) ? 0xff : chance_next(c);
	}
	return BCM_HEAD + FRAME * frames;
}

/* Data of a call that sends, by its socket. */
static size_t put_data(unsigned int slot, uint8_t *to, struct chance *c)
{
	const size_t len = 1 + chance_below(c, chance_below(c, 2) ? 20 : LONGEST - 1);

	if (slot == CAN_SLOT_BCM)
		return put_bcm(to, c);
	for (size_t i = 0; i < len; i++)
		to[i] = i;
	return len;
}

static size_t change_option(unsigned int kind, uint8_t *bytes, size_t max, struct chance *c)
{
	uint8_t value[16] = { 0 };
	const unsigned int protocol = 1 + chance_below(c, 7);
	const size_t lens[] = { 1, 3, 4, 4, 8, 12, 16 };

	if (chance_below(c, 2))
		set_le(bytes + 1, 2, LEVEL + protocol);
	set_le(bytes + 3, 2, chance_below(c, 8));
	if (kind == SOCKET_GET)
		return 7;
	for (size_t i = 0; i < sizeof(value); i++)
		value[i] = chance_below(c, 3) ? chance_below(c, 4) : chance_next(c);
	return socket_replace(bytes, 5, max, value, CHANCE_OF(lens, c));
}

/* One of the fields that are CAN's own. */
static size_t change_call(unsigned int kind, uint8_t *bytes, size_t len, size_t max,
    struct chance *c)
{
	const unsigned int slot = bytes[0] % SOCKET_SLOTS;
	uint8_t own[LONGEST];

	switch (kind) {
	case SOCKET_OPEN:
		bytes[1] = FAMILY;
		set_le(bytes + 3, 2, 1 + chance_below(c, 7));
		bytes[2] = bytes[3] == 1 ? 3 : 2;
		return 5;
	case SOCKET_BIND:
	case SOCKET_CONNECT:
		return socket_replace(bytes, 1, max, own, put_address(own, c));
	case SOCKET_SET:
	case SOCKET_GET:
		return change_option(kind, bytes, max, c);
	case SOCKET_SEND:
		return socket_replace(bytes, 3, max, own, put_data(slot, own, c));
	case SOCKET_MESSAGE:
		bytes[1] = put_address(own, c);
		bytes[2] = 0;
		len = socket_replace(bytes, 3, max, own, bytes[1]);
		return socket_replace(bytes, len, max, own, put_data(slot, own, c));
	default:
		return len;
	}
}

size_t can_mutate(const struct mutator *m, unsigned int kind, uint8_t *bytes, size_t len,
    size_t max, struct chance *c)
{
	if (kind == SOCKET_FRAME)
		return chance_below(c, 8) ? change_frame(bytes, len, max, c)
		                          : mutate_bytes(m, bytes, len, max, c);
	if (max < LONGEST || chance_below(c, 3) == 0)
		return socket_mutate(m, kind, bytes, len, max, c);
	for (; len < HEAD; len++)
		bytes[len] = 0;
	return change_call(kind, bytes, len, max, c);
}

void can_repair(unsigned int kind, uint8_t *bytes, size_t len)
{
	static const uint8_t longer[] = { 8, 12, 16, 20, 24, 32, 48, 64 };
	size_t i = 0;

	if (kind != SOCKET_FRAME) {
		socket_repair(kind, bytes, len);
		return;
	}
	if (len < HEAD)
		return;
	if (len == FRAME && bytes[4] > 8)
		bytes[4] = 8;
	while (longer[i] < bytes[4] && i + 1 < sizeof(longer))
		i++;
	if (len == FD_FRAME && bytes[4] > 8)
		bytes[4] = longer[i];
}
