/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What mutators know of frames.  Right is what harness/packet.h says is right. */
#include <string.h>

#include "atf/case.h"
#include "components/packet/format_frame.h"

/* fuzz/mutate/format.h has this name for something else, which is not used here. */
#define F_FLAGS F_FLAGS_OF_TCP
#include "harness/packet.h"

#define MOST 2048
#define GUARD 0xa5

static uint8_t frame[PACKET_MAX], good[PACKET_MAX];

/* A frame whose lengths and checksums were spoiled is as it was once it is repaired. */
static void spoil_and_repair(size_t len, size_t from, size_t bytes)
{
	memcpy(good, frame, len);
	for (size_t i = 0; i < bytes; i++)
		frame[from + i] ^= 0x5a;
	REQUIRE(memcmp(good, frame, len) != 0);
	frame_repair(FRAME_ARRIVES, frame, len);
	REQUIRE_MEMEQ(good, frame, len);
}

static void all_spoiled(size_t len, bool six, size_t inner, size_t sum)
{
	spoil_and_repair(len, six ? 18 : 16, 2);
	if (!six)
		spoil_and_repair(len, 24, 2);
	spoil_and_repair(len, inner + sum, 2);
}

CASE(repair_ipv4, "lengths and checksums of IPv4 with ICMP, UDP and TCP are made right")
{
	all_spoiled(packet_make(frame, ICMP, P_SRC("10.0.0.2"), P_DST("10.0.0.1"), P_ICMP_TYPE(8),
			P_TEXT("hello")),
	    false, 34, 2);
	all_spoiled(packet_make(frame, UDP, P_SRC("10.0.0.2"), P_DST("10.0.0.1"), P_SPORT(7),
			P_DPORT(9), P_TEXT("odd")),
	    false, 34, 6);
	spoil_and_repair(45, 38, 2); /* UDP's own length */
	all_spoiled(packet_make(frame, TCP, P_SRC("10.0.0.2"), P_DST("10.0.0.1"), P_SPORT(7),
			P_DPORT(9), P_SEQ(1), P_FLAGS(P_SYN), P_MSS(1460), P_TEXT("hello")),
	    false, 34, 16);
}

CASE(repair_ipv6, "lengths and checksums of IPv6 with ICMPv6, UDP and TCP are made right")
{
	all_spoiled(packet_make(frame, ICMP, P_SRC("fd00::2"), P_DST("fd00::1"), P_ICMP_TYPE(128),
			P_TEXT("hello")),
	    true, 54, 2);
	all_spoiled(packet_make(frame, UDP, P_SRC("fd00::2"), P_DST("fd00::1"), P_SPORT(7),
			P_DPORT(9), P_TEXT("odd")),
	    true, 54, 6);
	all_spoiled(packet_make(frame, TCP, P_SRC("fd00::2"), P_DST("fd00::1"), P_SPORT(7),
			P_DPORT(9), P_SEQ(1), P_FLAGS(P_SYN), P_MSS(1440), P_TEXT("hello")),
	    true, 54, 16);
}

CASE(repair_tagged, "also behind a tag")
{
	spoil_and_repair(packet_make(frame, UDP, P_VLAN(5), P_SRC("10.0.0.2"), P_DST("10.0.0.1"),
			     P_SPORT(7), P_DPORT(9), P_TEXT("hello")),
	    44, 2);
}

/* The sum that RFC 1071 defines, over words. */
static uint32_t words(const uint8_t *at, size_t len)
{
	uint32_t s = 0;

	for (size_t i = 0; i < len; i++)
		s += i % 2 ? at[i] : at[i] << 8;
	return (s & 0xffff) + (s >> 16);
}

CASE(repair_igmp, "IGMP has a checksum of its own, without addresses")
{
	static const uint8_t ask[] = { 0x11, 100, 0, 0, 0xe0, 3, 2, 1 };
	const size_t len = packet_make(frame, IP, P_PROTO(PROTO_IGMP), P_SRC("10.0.0.2"),
	    P_DST("224.0.0.1"), P_DATA(ask, sizeof(ask)));

	frame_repair(FRAME_ARRIVES, frame, len);
	REQUIRE_EQ(0xffff, words(frame + 34, 8));
}

CASE(repair_between, "headers between of IPv6 are stepped over")
{
	struct packet p;
	size_t len = packet_make(frame, UDP, P_SRC("fd00::2"), P_DST("fd00::1"), P_SPORT(7),
	    P_DPORT(9), P_TEXT("hello"));
	static const uint8_t hops[8] = { PROTO_UDP, 0, 1, 4 };

	memmove(frame + 62, frame + 54, len - 54);
	memcpy(frame + 54, hops, 8);
	frame[20] = PROTO_HOPS;
	len += 8;
	memset(frame + 68, 0, 2);
	frame_repair(FRAME_ARRIVES, frame, len);
	/* As it is without the header. */
	REQUIRE_EQ(len - 54, get16(frame + 18));
	memmove(frame + 54, frame + 62, len - 62);
	frame[20] = PROTO_UDP;
	put16(frame + 18, len - 62);
	REQUIRE(packet_read(&p, frame, len - 8));
	REQUIRE(!p.csum_wrong);
}

CASE(repair_tunnel, "what is in a tunnel is made right, too")
{
	uint8_t inside[200];
	const size_t n = packet_make(inside, UDP, P_SRC("10.1.0.2"), P_DST("10.1.0.1"), P_SPORT(7),
	    P_DPORT(9), P_TEXT("hello"));
	const size_t len = packet_make(frame, IP, P_PROTO(PROTO_IPIP), P_SRC("10.0.0.2"),
	    P_DST("10.0.0.1"), P_DATA(inside + 14, n - 14));

	spoil_and_repair(len, 34 + 10, 2); /* the inner header's */
	spoil_and_repair(len, 54 + 6, 2);  /* UDP's */
}

CASE(repair_fragment, "what is within a fragment stays: its checksum is that of all of them")
{
	const size_t len = packet_make(frame, UDP, P_SRC("10.0.0.2"), P_DST("10.0.0.1"), P_MORE(1),
	    P_SPORT(7), P_DPORT(9), P_TEXT("hello world"));

	put16(frame + 40, 0x1234);
	frame_repair(FRAME_ARRIVES, frame, len);
	REQUIRE_EQ(0x1234, get16(frame + 40));
}

CASE(repair_bounds, "a frame that is cut anywhere is repaired without a byte behind it")
{
	const size_t len = packet_make(frame, TCP, P_SRC("fd00::2"), P_DST("fd00::1"), P_SPORT(7),
	    P_DPORT(9), P_MSS(1440), P_TEXT("hello"));

	memcpy(good, frame, len);
	for (size_t cut = 0; cut < len; cut++) {
		memcpy(frame, good, cut);
		memset(frame + cut, GUARD, len);
		frame_repair(FRAME_ARRIVES, frame, cut);
		for (size_t i = cut; i < cut + len; i++)
			REQUIRE_EQ(GUARD, frame[i]);
	}
}

static size_t mutate_once(size_t len, size_t max, uint64_t seed)
{
	const struct mutator m = { 0 };
	struct chance c = { seed };

	return frame_mutate(&m, FRAME_ARRIVES, frame, len, max, &c);
}

CASE(mutate_bounds, "changes of a frame keep to the room there is")
{
	size_t len = packet_make(frame, TCP, P_SRC("10.0.0.2"), P_DST("10.0.0.1"), P_SPORT(7),
	    P_DPORT(9), P_MSS(1440), P_TEXT("hello"));

	for (uint64_t seed = 0; seed < 200000; seed++) {
		const size_t max = 64 + seed % 512;

		if (len > max)
			len = max;
		memset(frame + max, GUARD, 64);
		len = mutate_once(len, max, seed);
		REQUIRE(len <= max);
		for (size_t i = max; i < max + 64; i++)
			REQUIRE_EQ(GUARD, frame[i]);
		if (seed % 16 == 0)
			len = packet_make(frame, TCP, P_SRC(seed % 32 ? "10.0.0.2" : "fd00::2"),
			    P_DST(seed % 32 ? "10.0.0.1" : "fd00::1"), P_SPORT(7), P_DPORT(9));
	}
}

CASE(insert_options, "options are put in where they belong, and lengths tell of them")
{
	unsigned int four = 0, tcp = 0, six = 0;

	for (uint64_t seed = 0; seed < 400; seed++) {
		const bool v6 = seed % 2;
		struct chance c = { seed };
		size_t len = packet_make(frame, TCP, P_SRC(v6 ? "fd00::2" : "10.0.0.2"),
		    P_DST(v6 ? "fd00::1" : "10.0.0.1"), P_SPORT(7), P_DPORT(9));
		const size_t inner = v6 ? 54 : 34;

		len = frame_insert(frame, len, MOST, &c);
		four += !v6 && (frame[14] & 15) > 5;
		tcp +=
		    frame[inner + 12] >> 4 > 5 && (v6 ? frame[20] == PROTO_TCP : frame[14] == 0x45);
		six += v6 && frame[20] != PROTO_TCP;
		REQUIRE_EQ(0, (len - 14) % 4);
	}
	REQUIRE(four > 50 && tcp > 100 && six > 50);
}

CASE(adopt, "a captured connection becomes one with the kernel, numbered from its SYNs")
{
	struct packet p;
	size_t len = packet_make(frame, TCP, P_SRC("192.0.2.1"), P_DST("192.0.2.2"), P_SPORT(5),
	    P_DPORT(6), P_FLAGS(P_SYN), P_SEQ(70000));

	frame_adopt(frame, len, true);
	REQUIRE(packet_read(&p, frame, len));
	REQUIRE(!p.csum_wrong && !p.ip_csum_wrong);
	REQUIRE_EQ(0, p.number[F_SEQ]);
	REQUIRE_MEMEQ(FRAME_KERNEL_IP, p.address[A_DST], 4);
	REQUIRE_MEMEQ(FRAME_KERNEL_MAC, p.address[A_ETH_DST], 6);
	len = packet_make(frame, TCP, P_SRC("192.0.2.2"), P_DST("192.0.2.1"), P_SPORT(6),
	    P_DPORT(5), P_FLAGS(P_SYN | P_ACK), P_SEQ(90000), P_ACKNO(70001));
	frame_adopt(frame, len, false);
	len = packet_make(frame, TCP, P_SRC("192.0.2.1"), P_DST("192.0.2.2"), P_SPORT(5),
	    P_DPORT(6), P_FLAGS(P_ACK), P_SEQ(70001), P_ACKNO(90001));
	frame_adopt(frame, len, false);
	REQUIRE(packet_read(&p, frame, len));
	REQUIRE(!p.csum_wrong);
	REQUIRE_EQ(1, p.number[F_SEQ]);
	REQUIRE_EQ(1, p.number[F_ACK]);
}
