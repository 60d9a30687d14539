/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Options, requests, addresses and control messages (socket(7), ip(7), ipv6(7), tcp(7),
 * udp(7), raw(7), packet(7), netdevice(7)). */
#include <string.h>

#include "components/packet/format_frame.h"
#include "components/sockets/format_socket.h"

#define CONTROL_HEAD 16 /* struct cmsghdr, 64 bits */
#define HEAD 7          /* bytes of the longest head of a record */
#define LONGEST 64      /* that a change writes */

/* A level, and how many options it has. */
struct level {
	uint16_t level, options;
};

static const struct level levels[] = {
	{ 1, 80 },   /* SOL_SOCKET */
	{ 0, 64 },   /* IP */
	{ 41, 82 },  /* IPv6 */
	{ 6, 40 },   /* TCP */
	{ 17, 110 }, /* UDP */
	{ 136, 12 }, /* UDP-Lite */
	{ 132, 132 }, /* SCTP */
	{ 255, 10 }, /* raw */
	{ 58, 4 },   /* ICMPv6 */
	{ 263, 26 }, /* packet */
	{ 270, 14 }, /* netlink */
	{ 271, 142 }, /* TIPC */
	{ 284, 50 }, /* MPTCP */
};

/* Families with the sizes of their addresses. */
static const uint8_t families[] = { 1, 2, 2, 2, 10, 10, 10, 16, 17, 30 };
/* SCTP, UDP-Lite, ICMP, MPTCP, and none in particular. */
static const uint16_t protocols[] = { 132, 132, 136, 1, 262, 0, 0, 0 };

/* SIOCINQ, SIOCOUTQ; SIOCADDRT and SIOCDELRT; those of interfaces, of ARP, of multicast
 * routing, of a family's own. */
static uint16_t some_request(struct chance *c)
{
	static const uint16_t from[] = { 0x541b, 0x5411, 0x890b, 0x8910, 0x8930, 0x8950, 0x8980,
		0x89e0, 0x8901 };
	static const uint8_t many[] = { 1, 1, 2, 32, 32, 6, 8, 16, 8 };
	const size_t i = chance_below(c, sizeof(many));

	return from[i] + chance_below(c, many[i]);
}

static void set_option(uint8_t *at, struct chance *c)
{
	const struct level *l = &CHANCE_OF(levels, c);

	set_le(at, 2, l->level);
	set_le(at + 2, 2, chance_below(c, l->options));
}

static size_t put_address(uint8_t *to, struct chance *c)
{
	memset(to, 0, 28);
	to[0] = CHANCE_OF(families, c);
	put16(to + 2, chance_below(c, 4) ? 7 + chance_below(c, 3) : chance_next(c));
	switch (to[0]) {
	case 1:
		memcpy(to + 2, chance_below(c, 2) ? "\0name" : "/name", 6);
		return 8;
	case 2:
		if (chance_below(c, 3))
			memcpy(to + 4, chance_below(c, 2) ? FRAME_KERNEL_IP : FRAME_PEER_IP, 4);
		return 16;
	case 10:
		if (chance_below(c, 3))
			memcpy(to + 8, chance_below(c, 2) ? FRAME_KERNEL_IP6 : FRAME_PEER_IP6, 16);
		return 28;
	case 17:
		put16(to + 2, 0x0003);
		set_le(to + 4, 4, 1 + chance_below(c, 3));
		return 20;
	case 30: /* TIPC: a name, names, or a port of a node */
		to[2] = 1 + chance_below(c, 3);
		to[3] = 1 + chance_below(c, 4);
		set_le(to + 4, 4, chance_below(c, 2) ? 100 : chance_below(c, 200));
		set_le(to + 8, 4, chance_below(c, 4));
		set_le(to + 12, 4, chance_below(c, 8));
		return 16;
	default:
		return 12;
	}
}

/* A value of an option: a number, an interface's name, an address. */
static size_t put_value(uint8_t *to, struct chance *c)
{
	const size_t len = 4u << chance_below(c, 4);

	memset(to, 0, 32);
	switch (chance_below(c, 5)) {
	case 0:
		strcpy((char *)to, chance_below(c, 2) ? "eth0" : "lo");
		return 16;
	case 1:
		memcpy(to, FRAME_PEER_IP, 4);
		memcpy(to + 4, FRAME_KERNEL_IP, 4);
		return 8 + 4 * chance_below(c, 2);
	case 2:
		memcpy(to, FRAME_PEER_IP6, 16);
		to[16] = chance_below(c, 3);
		return 20;
	default:
		set_le(to, 4, chance_below(c, 2) ? chance_below(c, 8) : chance_next(c));
		return len < 32 ? len : 32;
	}
}

/* A control message for the end of a message. */
static size_t put_control(uint8_t *to, struct chance *c)
{
	const size_t value = put_value(to + CONTROL_HEAD, c);

	memset(to, 0, CONTROL_HEAD);
	set_le(to, 8, CONTROL_HEAD + value);
	set_option(to + 8, c);
	to[12] = to[10];
	to[10] = to[11] = 0;
	return CONTROL_HEAD + ((value + 7) & ~(size_t)7);
}

size_t socket_replace(uint8_t *bytes, size_t at, size_t max, const uint8_t *value, size_t len)
{
	if (at + len > max)
		return at;
	memcpy(bytes + at, value, len);
	return at + len;
}

static size_t change_message(uint8_t *bytes, size_t len, size_t max, struct chance *c)
{
	uint8_t own[LONGEST];
	const size_t n = chance_below(c, 2) ? put_control(own, c) : put_address(own, c);
	const bool control = own[1] == 0 && own[0] >= CONTROL_HEAD;
	const size_t at = control && 3u + bytes[1] <= len ? 3u + bytes[1] : 3;

	if (n > max - len)
		return len;
	memmove(bytes + at + n, bytes + at, len - at);
	memcpy(bytes + at, own, n);
	bytes[control ? 2 : 1] += n;
	return len + n;
}

/* A kind that has its fields at the place that `kind` says. */
static size_t change_fields(unsigned int kind, uint8_t *bytes, size_t len, size_t max,
    struct chance *c)
{
	uint8_t own[LONGEST];

	switch (kind) {
	case SOCKET_OPEN:
		bytes[1] = CHANCE_OF(families, c);
		bytes[2] = 1 + chance_below(c, 6);
		set_le(bytes + 3, 2,
		    chance_below(c, 4) ? CHANCE_OF(protocols, c)
				       : chance_below(c, 256));
		return 5;
	case SOCKET_BIND:
	case SOCKET_CONNECT:
		return socket_replace(bytes, 1, max, own, put_address(own, c));
	case SOCKET_SET:
	case SOCKET_GET:
		if (chance_below(c, 2))
			set_option(bytes + 1, c);
		if (kind == SOCKET_GET)
			return len;
		return socket_replace(bytes, 5, max, own, put_value(own, c));
	case SOCKET_IOCTL:
		set_le(bytes + 1, 2, some_request(c));
		memset(own, 0, 16);
		strcpy((char *)own, "eth0");
		return chance_below(c, 2) ? len : socket_replace(bytes, 3, max, own, 16);
	default:
		return len;
	}
}

size_t socket_mutate(const struct mutator *m, unsigned int kind, uint8_t *bytes, size_t len,
    size_t max, struct chance *c)
{
	if (kind == SOCKET_FRAME)
		return frame_mutate(m, FRAME_ARRIVES, bytes, len, max, c);
	if (max < LONGEST || chance_below(c, 3) == 0)
		return mutate_bytes(m, bytes, len, max, c);
	for (; len < HEAD; len++)
		bytes[len] = 0;
	if (chance_below(c, 8) == 0)
		bytes[0] = chance_below(c, SOCKET_SLOTS);
	if (kind == SOCKET_MESSAGE)
		return change_message(bytes, len, max, c);
	return change_fields(kind, bytes, len, max, c);
}

void socket_repair(unsigned int kind, uint8_t *bytes, size_t len)
{
	size_t at, end;

	if (kind == SOCKET_FRAME)
		frame_repair(FRAME_ARRIVES, bytes, len);
	if (kind != SOCKET_MESSAGE || len < 3)
		return;
	if (3u + bytes[1] > len)
		bytes[1] = 0;
	if (3u + bytes[1] + bytes[2] > len)
		bytes[2] = 0;
	end = 3u + bytes[1] + bytes[2];
	for (at = 3u + bytes[1]; end - at >= CONTROL_HEAD;) {
		const size_t n = get_le(bytes + at, 8);

		if (n < CONTROL_HEAD || n > end - at)
			set_le(bytes + at, 8, end - at);
		at += (get_le(bytes + at, 8) + 7) & ~(size_t)7;
		if (at > end)
			return;
	}
}
