/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What mutators know of tunnels, IPsec, nf_tables, CAN and Bluetooth. */
#include <linux/netfilter/nf_tables.h>
#include <string.h>

#include "atf/case.h"
#include "components/bluetooth/format_hci.h"
#include "components/can/format_can.h"
#include "components/ipsec/format_seal.h"
#include "components/nftables/format_nft.h"
#include "components/tunnels/format_wrap.h"

/* fuzz/mutate/format.h has this name for something else, which is not used here. */
#define F_FLAGS F_FLAGS_OF_TCP
#include "harness/packet.h"

#define GUARD 0xa5
#define MOST 700

typedef size_t (
    *mutate_f)(const struct mutator *, unsigned int, uint8_t *, size_t, size_t, struct chance *);
typedef void (*repair_f)(unsigned int, uint8_t *, size_t);

/* Changes and repairs from nothing on, with room that ends anywhere, keep to it. */
static void keeps_to_room(mutate_f mutate, repair_f repair, const uint8_t *kinds, size_t nkind,
    size_t (*begin)(uint8_t *, uint64_t))
{
	const struct mutator m = { 0 };
	static uint8_t bytes[MOST + 64];

	for (uint64_t seed = 0; seed < 60000; seed++) {
		const size_t max = 64 + seed * 7 % (MOST - 64);
		const unsigned int kind = kinds[seed / 64 % nkind];
		static size_t len;
		struct chance c = { seed };

		if (seed % 16 == 0)
			len = begin(bytes, seed);
		if (len > max)
			len = max;
		memset(bytes + max, GUARD, 64);
		len = mutate(&m, kind, bytes, len, max, &c);
		REQUIRE(len <= max);
		repair(kind, bytes, len);
		for (size_t i = max; i < max + 64; i++)
			REQUIRE_EQ(GUARD, bytes[i]);
		/* Nor do repairs look behind what is there. */
		memset(bytes + len, GUARD, 64);
		repair(kind, bytes, len);
		for (size_t i = len; i < len + 64; i++)
			REQUIRE_EQ(GUARD, bytes[i]);
	}
}

static size_t none(uint8_t *bytes, uint64_t seed)
{
	(void)bytes;
	(void)seed;
	return 0;
}

static size_t datagram(uint8_t *frame, bool six)
{
	return packet_make(frame, UDP, P_ETH_SRC("02:00:00:00:00:02"),
	    P_ETH_DST("02:00:00:00:00:01"), P_SRC(six ? "fd00::2" : "10.0.0.2"),
	    P_DST(six ? "fd00::1" : "10.0.0.1"), P_SPORT(7), P_DPORT(9), P_TEXT("hello"));
}

static size_t wrapped(uint8_t *frame, uint64_t seed)
{
	return wrap(&tunnels[seed / 16 % TUNNELS], frame, datagram(frame, seed / 16 % 2), MOST);
}

/* ESP or AH of some state, behind a header of IP. */
static size_t sealed(uint8_t *frame, uint64_t seed)
{
	const struct seal_state *s = &seal_states[seed / 16 % SEAL_STATES];
	const size_t at = seed / 16 % 3 ? 34 : 54;

	datagram(frame, at == 54);
	memset(frame + at, 0, 128);
	frame[at == 54 ? 20 : 23] = s->proto;
	put32(frame + at + (s->proto == PROTO_AH ? 4 : 0), s->spi);
	frame[seal_body(s, at)] = 0x45;
	return at + 128;
}

CASE(bounds_tunnels, "changes of frames in tunnels keep to the room there is")
{
	keeps_to_room(wrap_mutate, frame_repair, (const uint8_t[]){ FRAME_ARRIVES }, 1, wrapped);
}

CASE(bounds_ipsec, "changes of sealed frames keep to the room there is")
{
	keeps_to_room(seal_mutate, seal_repair, (const uint8_t[]){ SEAL_FRAME }, 1, sealed);
}

CASE(bounds_nftables, "changes of rules keep to the room there is")
{
	keeps_to_room(rules_mutate, rules_repair, (const uint8_t[]){ RULES_CHANGE, RULES_ASK }, 2,
	    none);
}

static const uint8_t calls[] = { SOCKET_OPEN, SOCKET_BIND, SOCKET_CONNECT, SOCKET_SET, SOCKET_GET,
	SOCKET_IOCTL, SOCKET_SEND, SOCKET_MESSAGE, SOCKET_FRAME };

CASE(bounds_can, "changes of frames and calls of CAN keep to the room there is")
{
	keeps_to_room(can_mutate, can_repair, calls, sizeof(calls), none);
}

static size_t event(uint8_t *bytes, uint64_t seed)
{
	memset(bytes, 0, 32);
	bytes[0] = seed / 16 % 2 ? HCI_EVENT : HCI_ACL;
	return 32;
}

CASE(bounds_bluetooth, "changes of packets and calls of Bluetooth keep to the room there is")
{
	keeps_to_room(hci_mutate, hci_repair, calls, sizeof(calls), event);
}

/* -- tunnels -- */

CASE(wrap, "what is wrapped and unwrapped is as it was, in each tunnel")
{
	uint8_t frame[MOST], good[MOST];

	for (size_t i = 0; i < TUNNELS; i++) {
		const bool six = tunnels[i].proto == PROTO_IPV6;
		const size_t len = datagram(frame, six);
		size_t now;

		memcpy(good, frame, len);
		now = wrap(&tunnels[i], frame, len, MOST);
		REQUIRE(now > len);
		REQUIRE_EQ(tunnels[i].six ? TYPE_IPV6 : TYPE_IPV4, get16(frame + 12));
		REQUIRE_EQ(now - (len - 14), frame_inner(frame, now));
		REQUIRE_EQ(len, unwrap(frame, now));
		REQUIRE_MEMEQ(good, frame, len);
		REQUIRE_EQ(len, wrap(&tunnels[i], frame, len, len));
	}
}

CASE(repair_wrapped, "lengths and checksums within each tunnel are made right, and its own")
{
	uint8_t frame[MOST], good[MOST];
	struct packet p;

	for (size_t i = 0; i < TUNNELS; i++) {
		const bool six = tunnels[i].proto == PROTO_IPV6;
		const size_t len = wrap(&tunnels[i], frame, datagram(frame, six), MOST);
		const size_t inner = frame_inner(frame, len), udp = inner + (six ? 40 : 20);

		memcpy(good, frame, len);
		put16(frame + udp + 4, 99); /* length and checksum of UDP */
		put16(frame + udp + 6, 99);
		put16(frame + (tunnels[i].six ? 18 : 16), 99); /* of the outer packet */
		if (tunnels[i].proto == PROTO_GRE && tunnels[i].flags & TUNNEL_CSUM)
			put16(frame + 38, 99);
		REQUIRE(memcmp(good, frame, len) != 0);
		frame_repair(FRAME_ARRIVES, frame, len);
		REQUIRE_MEMEQ(good, frame, len);
		unwrap(frame, len);
		REQUIRE(packet_read(&p, frame, 14 + len - inner));
		REQUIRE(!p.csum_wrong && !p.ip_csum_wrong);
	}
}

/* -- nf_tables -- */

/* Attributes fill what they are in; how many there are on all levels. */
static size_t attributes(const uint8_t *at, size_t len)
{
	size_t n = 0;

	while (len) {
		size_t all, step;

		REQUIRE(len >= 4);
		all = get_le(at, 2);
		REQUIRE(all >= 4 && all <= len);
		step = (all + 3) & ~(size_t)3;
		n += 1 + (at[3] & 0x80 ? attributes(at + 4, all - 4) : 0);
		at += step < len ? step : len;
		len -= step < len ? step : len;
	}
	return n;
}

CASE(expressions, "expressions are whole, and there is at least one of each name")
{
	char seen[64][16];
	size_t nseen = 0;

	for (uint64_t seed = 0; seed < 5000; seed++) {
		struct chance c = { seed };
		uint8_t bytes[MOST];
		struct attributes a = { bytes, 0, MOST, false };
		size_t i = 0;

		put_expression(&a, NFTA_LIST_ELEM | 0x8000, &c);
		REQUIRE(!a.full);
		REQUIRE(attributes(bytes, a.len) >= 2);
		while (i < nseen && strcmp(seen[i], (char *)bytes + 8))
			i++;
		if (i == nseen)
			strcpy(seen[nseen++], (char *)bytes + 8);
	}
	REQUIRE_EQ(28, nseen);
}

CASE(expression_room, "an expression that finds no room says so, and writes none")
{
	for (size_t max = 0; max < 200; max++) {
		struct chance c = { max };
		uint8_t bytes[264];
		struct attributes a = { bytes, 0, max, false };

		memset(bytes, GUARD, sizeof(bytes));
		put_expression(&a, NFTA_LIST_ELEM | 0x8000, &c);
		REQUIRE(a.full || a.len <= max);
		for (size_t i = max; i < sizeof(bytes); i++)
			REQUIRE_EQ(GUARD, bytes[i]);
	}
}

/* -- the others -- */

CASE(repair_bluetooth, "lengths of events, data, L2CAP and its signals are made right")
{
	uint8_t bytes[] = { HCI_ACL, 1, 0x20, 9, 9, 9, 9, 1, 0, 8, 1, 9, 9, 'h', 'i' };
	const uint8_t good[] = { HCI_ACL, 1, 0x20, 10, 0, 6, 0, 1, 0, 8, 1, 2, 0, 'h', 'i' };
	uint8_t said[] = { HCI_EVENT, 3, 99, 0 },
		goes_on[] = { HCI_ACL, 1, 0x10, 9, 9, 7, 7, 7, 7 };
	uint8_t control[] = { HCI_SLOT_CONTROL, 0, 0, 5, 0, 0, 0, 9, 9, 1 };

	hci_repair(SOCKET_FRAME, bytes, sizeof(bytes));
	REQUIRE_MEMEQ(good, bytes, sizeof(bytes));
	hci_repair(SOCKET_FRAME, said, sizeof(said));
	REQUIRE_EQ(1, said[2]);
	hci_repair(SOCKET_FRAME, goes_on, sizeof(goes_on));
	REQUIRE_EQ(4, goes_on[3]);
	REQUIRE_EQ(7, goes_on[5]);
	hci_repair(SOCKET_SEND, control, sizeof(control));
	REQUIRE_EQ(1, get_le(control + 7, 2));
}

CASE(repair_can, "lengths of frames are those that the two kinds have")
{
	uint8_t frame[72] = { [4] = 200 };

	can_repair(SOCKET_FRAME, frame, 16);
	REQUIRE_EQ(8, frame[4]);
	frame[4] = 33;
	can_repair(SOCKET_FRAME, frame, 72);
	REQUIRE_EQ(48, frame[4]);
	frame[4] = 99;
	can_repair(SOCKET_FRAME, frame, 72);
	REQUIRE_EQ(64, frame[4]);
	frame[4] = 3;
	can_repair(SOCKET_FRAME, frame, 72);
	REQUIRE_EQ(3, frame[4]);
}
