/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Packets of HCI (Core Specification, volume 4, parts A and E), of L2CAP (volume 3, part A),
 * and addresses and options of sockets. */
#include "components/bluetooth/format_hci.h"

#include <string.h>

#include "components/sockets/format_socket.h"

#define EVENT_HEAD 3
#define ACL_HEAD 5
#define SCO_HEAD 4
#define L2CAP_HEAD 4
#define LE_META 0x3e
#define LONGEST 64 /* that a change writes */

void hci_repair(unsigned int kind, uint8_t *bytes, size_t len)
{
	const bool control = kind == SOCKET_SEND && len >= 9 &&
	                     bytes[0] % SOCKET_SLOTS == HCI_SLOT_CONTROL;

	if (kind != SOCKET_FRAME) {
		if (control)
			set_le(bytes + 7, 2, len - 9);
		socket_repair(kind, bytes, len);
		return;
	}
	if (len >= EVENT_HEAD && bytes[0] == HCI_EVENT)
		bytes[2] = len - EVENT_HEAD < 255 ? len - EVENT_HEAD : 255;
	if (len >= SCO_HEAD && bytes[0] == HCI_SCO)
		bytes[3] = len - SCO_HEAD;
	if (len < ACL_HEAD || bytes[0] != HCI_ACL)
		return;
	set_le(bytes + 3, 2, len - ACL_HEAD);
	if (len < ACL_HEAD + L2CAP_HEAD || (bytes[2] & 0x30) == 0x10) /* or it goes on */
		return;
	set_le(bytes + 5, 2, len - ACL_HEAD - L2CAP_HEAD);
	if (len >= 13 && (bytes[7] == 1 || bytes[7] == 5) && !bytes[8])
		set_le(bytes + 11, 2, len - 13);
}

/* Addresses of stations that there are, and handles of links, stand in all events. */
static void put_known(uint8_t *at, size_t left, struct chance *c)
{
	if (chance_below(c, 2) && left >= 6)
		memcpy(at, chance_below(c, 2) ? HCI_PEER : HCI_PEER_LE, 6);
	else if (left >= 2)
		set_le(at, 2, 1 + chance_below(c, 4));
}

static size_t change_event(uint8_t *bytes, size_t len, size_t max, struct chance *c)
{
	const size_t at = EVENT_HEAD + chance_below(c, len - EVENT_HEAD);

	switch (chance_below(c, 6)) {
	case 0: /* another one */
		bytes[1] = 1 + chance_below(c, 0x40);
		return len;
	case 1: /* of LE */
		bytes[1] = LE_META;
		bytes[EVENT_HEAD] = 1 + chance_below(c, 0x24);
		return len;
	case 2: /* an answer to another command: OGF and OCF */
		bytes[1] = 0x0e + chance_below(c, 2);
		if (len >= 7)
			set_le(bytes + 4, 2,
			    (chance_below(c, 2) ? 8 : 1 + chance_below(c, 5)) << 10 |
				(1 + chance_below(c, 0x60)));
		return len;
	case 3:
		put_known(bytes + at, len - at, c);
		return len;
	case 4: /* longer */
		for (uint64_t n = 1 + chance_below(c, 32); n && len < max && len < 258; n--)
			bytes[len++] = chance_below(c, 3) ? 0 : chance_next(c);
		return len;
	default:
		bytes[at] = chance_below(c, 2) ? chance_below(c, 8) : chance_next(c);
		return len;
	}
}

/* A signal of L2CAP of a kind, with fields that small numbers and channels are. */
static size_t put_signal(uint8_t *to, struct chance *c)
{
	static const uint16_t services[] = { HCI_PSM, HCI_PSM_LE, 1, 3, 0x0f };
	const size_t n = 2 * (1 + chance_below(c, 8));

	to[0] = 1 + chance_below(c, 0x1a);
	to[1] = 1 + chance_below(c, 4);
	set_le(to + 2, 2, n);
	for (size_t i = 0; i < n; i += 2)
		set_le(to + 4 + i, 2,
		    chance_below(c, 3) ? chance_below(c, 5) : HCI_CHANNEL + chance_below(c, 3));
	if (chance_below(c, 3) == 0)
		set_le(to + 4, 2, CHANCE_OF(services, c));
	return 4 + n;
}

static size_t change_data(uint8_t *bytes, size_t len, size_t max, struct chance *c)
{
	static const uint16_t channels[] = { 1, 2, 4, 5, 6, 7, 0x40, 0x40, 0x41, 0x42 };
	static const uint8_t flags[] = { 0x00, 0x20, 0x20, 0x10 };
	const size_t body = ACL_HEAD + L2CAP_HEAD;

	if (len <= body)
		return len;
	switch (chance_below(c, 5)) {
	case 0: /* another link, the beginning of a packet or what follows it */
		bytes[1] = 1 + chance_below(c, 3);
		bytes[2] = CHANCE_OF(flags, c);
		return len;
	case 1:
		set_le(bytes + 7, 2, CHANCE_OF(channels, c));
		return len;
	case 2:
		if (max < body + LONGEST)
			return len;
		bytes[7] = bytes[1] == HCI_LINK_LE ? 5 : 1;
		bytes[8] = 0;
		return body + put_signal(bytes + body, c);
	case 3: /* the first byte says what it is, in all protocols above */
		bytes[body] = chance_below(c, 64);
		return len;
	default:
		bytes[body + chance_below(c, len - body)] =
		    chance_below(c, 2) ? chance_below(c, 8) : chance_next(c);
		return len;
	}
}

static size_t change_packet(const struct mutator *m, uint8_t *bytes, size_t len, size_t max,
    struct chance *c)
{
	if (len > EVENT_HEAD && bytes[0] == HCI_EVENT && chance_below(c, 6))
		return change_event(bytes, len, max, c);
	if (len > ACL_HEAD && bytes[0] == HCI_ACL && chance_below(c, 6))
		return change_data(bytes, len, max, c);
	if (len && chance_below(c, 4) == 0)
		bytes[0] = HCI_ACL + chance_below(c, 4);
	return mutate_bytes(m, bytes, len, max, c);
}

/* -- calls -- */

/* Addresses of L2CAP, RFCOMM and SCO, by their lengths; of HCI. */
static size_t put_address(uint8_t *to, struct chance *c)
{
	const char *peer = chance_below(c, 2) ? HCI_PEER : HCI_PEER_LE;

	memset(to, 0, 14);
	to[0] = HCI_FAMILY;
	switch (chance_below(c, 4)) {
	case 0:
		set_le(to + 2, 2, chance_below(c, 2) ? HCI_PSM : HCI_PSM_LE);
		memcpy(to + 4, peer, 6);
		to[10] = chance_below(c, 3) ? 0 : 4 + chance_below(c, 3);
		to[12] = chance_below(c, 3);
		return 14;
	case 1:
		memcpy(to + 2, peer, 6);
		to[8] = chance_below(c, 32);
		return 10;
	case 2:
		memcpy(to + 2, peer, 6);
		return 8;
	default:
		set_le(to + 2, 2, chance_below(c, 3) ? 0 : 0xffff);
		to[4] = chance_below(c, 6);
		return 6;
	}
}

/* A level, how many options it has: Bluetooth, HCI, L2CAP, SCO, RFCOMM. */
static void set_option(uint8_t *at, struct chance *c)
{
	static const struct {
		uint16_t level, options;
	} levels[] = { { 274, 20 }, { 0, 4 }, { 6, 4 }, { 17, 3 }, { 18, 4 } };
	const size_t i = chance_below(c, sizeof(levels) / sizeof(levels[0]));

	set_le(at, 2, levels[i].level);
	set_le(at + 2, 2, chance_below(c, levels[i].options));
}

/* A command of management: its number, that of the controller, and parameters. */
static size_t put_command(uint8_t *to, struct chance *c)
{
	const size_t n = chance_below(c, 40);

	set_le(to, 2, 1 + chance_below(c, 0x57));
	set_le(to + 2, 2, chance_below(c, 8) ? 0 : 0xffff);
	set_le(to + 4, 2, n);
	for (size_t i = 0; i < n; i++)
		to[6 + i] = chance_below(c, 3) ? chance_below(c, 2) : chance_next(c);
	if (n >= 6 && chance_below(c, 2))
		memcpy(to + 6, HCI_PEER, 6);
	return 6 + n;
}

static size_t change_call(unsigned int kind, uint8_t *bytes, size_t len, size_t max,
    struct chance *c)
{
	static const uint8_t types[] = { 1, 2, 3, 5 };
	uint8_t own[LONGEST];

	switch (kind) {
	case SOCKET_OPEN:
		bytes[1] = HCI_FAMILY;
		bytes[2] = CHANCE_OF(types, c);
		set_le(bytes + 3, 2, chance_below(c, 9));
		return 5;
	case SOCKET_BIND:
	case SOCKET_CONNECT:
		return socket_replace(bytes, 1, max, own, put_address(own, c));
	case SOCKET_SET:
	case SOCKET_GET:
		set_option(bytes + 1, c);
		return len;
	case SOCKET_SEND:
		if (bytes[0] % SOCKET_SLOTS != HCI_SLOT_CONTROL)
			return len;
		return socket_replace(bytes, 3, max, own, put_command(own, c));
	default:
		return len;
	}
}

size_t hci_mutate(const struct mutator *m, unsigned int kind, uint8_t *bytes, size_t len,
    size_t max, struct chance *c)
{
	if (kind == SOCKET_FRAME)
		return change_packet(m, bytes, len, max, c);
	if (max < LONGEST || chance_below(c, 3) == 0)
		return socket_mutate(m, kind, bytes, len, max, c);
	for (; len < 7; len++)
		bytes[len] = 0;
	return change_call(kind, bytes, len, max, c);
}
