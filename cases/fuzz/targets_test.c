/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Targets of the network as their inputs meet them: what the mutators make right is taken by
 * the kernel, in each state that was set up for it. */
#include "atf/case.h"

#include <linux/netfilter/nf_tables.h>
#include <stdlib.h>
#include <string.h>

#include "components/bluetooth/format_hci.h"
#include "components/can/can_layout.h"
#include "components/ipsec/format_seal.h"
#include "components/nftables/format_nft.h"
#include "components/tunnels/format_wrap.h"
#include "harness/net.h"
#include "harness/runner.h"
/* fuzz/mutate/format.h has this name for something else, which is not used here. */
#define F_FLAGS F_FLAGS_OF_TCP
#include "harness/packet.h"

#define MOST 2048

struct target {
	const struct fuzz_runner *runner;
	struct kern *k;
	uint8_t input[8 * MOST];
	size_t len;
};

static struct target target(const char *name)
{
	struct target t = { .runner = fuzz_runner_find(name) };

	REQUIRE(t.runner);
	t.k = kern_boot(t.runner->boot);
	t.runner->set_up(t.k);
	return t;
}

static void add(struct target *t, unsigned int kind, const void *bytes, size_t len)
{
	t->input[t->len] = kind;
	set_le(t->input + t->len + 1, 2, len);
	memcpy(t->input + t->len + RECORD_HEAD, bytes, len);
	t->len += RECORD_HEAD + len;
}

static void run(struct target *t)
{
	t->runner->input(t->k, t->input, t->len);
	t->len = 0;
}

static void end(struct target *t)
{
	REQUIRE_STREQ("", kern_splat(t->k));
	kern_halt(t->k);
}

static uint64_t echoes(struct target *t)
{
	return net_counter(t->k, "Icmp:InEchos") + net_counter(t->k, "Icmp6InEchos");
}

static size_t echo(uint8_t *frame, bool six, const char *from)
{
	return packet_make(frame, ICMP, P_ETH_SRC("02:00:00:00:00:02"),
	    P_ETH_DST("02:00:00:00:00:01"),
	    P_SRC(from  ? from
		  : six ? "fd00::2"
			: "10.0.0.2"),
	    P_DST(six ? "fd00::1" : "10.0.0.1"), P_ICMP_TYPE(six ? 128 : 8), P_ECHO_ID(3),
	    P_TEXT("hello"));
}

CASE(tunnels, "what is wrapped arrives in each tunnel, also in two of them")
{
	struct target t = target("tunnels");
	static uint8_t frame[MOST];

	for (size_t i = 0; i < TUNNELS; i++) {
		const uint64_t before = echoes(&t);
		size_t len = echo(frame, tunnels[i].proto == PROTO_IPV6, NULL);

		len = wrap(&tunnels[i], frame, len, MOST);
		add(&t, FRAME_ARRIVES, frame, len);
		len = wrap(&tunnels[tunnels[i].six ? 8 : 0], frame, len, MOST);
		if (!tunnels[i].six) /* of IPv4, in IPv4 */
			add(&t, FRAME_ARRIVES, frame, len);
		run(&t);
		/* With numbers: the second one is as old as the first. */
		REQUIRE_EQ(before + (tunnels[i].six || tunnels[i].flags & TUNNEL_SEQ ? 1 : 2),
		    echoes(&t));
	}
	end(&t);
}

/* A frame that a state protects: an echo, or one in a tunnel. */
static size_t protect(const struct seal_state *s, uint8_t *frame, bool six)
{
	static const char *const from[2][3] = { { "172.16.0.2", "172.17.0.2", "172.18.0.2" },
		{ "fd16::2", "fd17::2", "fd18::2" } };
	const char *inside = from[six][s->proto == PROTO_AH ? 2 : s->if_id ? 1 : 0];
	const size_t at = six ? 54 : 34, plain = s->tunnel ? 14 : at;
	uint8_t outer[512], load[512];
	size_t len = echo(frame, six, s->tunnel ? inside : NULL) - plain, body, head = at;
	const uint8_t next =
	    s->tunnel ? (six ? PROTO_IPV6 : PROTO_IPIP) : (six ? PROTO_ICMPV6 : PROTO_ICMP);

	memcpy(load, frame + plain, len);
	echo(outer, six, NULL);
	memcpy(frame, outer, at);
	frame[six ? 20 : 23] = s->udp ? PROTO_UDP : s->proto;
	memset(frame + at, 0, 64);
	if (s->udp) {
		put16(frame + at, s->udp);
		put16(frame + at + 2, s->udp);
		head += 8;
	}
	put32(frame + head + (s->proto == PROTO_AH ? 4 : 0), s->spi);
	put32(frame + head + (s->proto == PROTO_AH ? 8 : 4), 1);
	body = seal_body(s, head);
	memcpy(frame + body, load, len);
	len += body;
	if (s->proto == PROTO_AH) {
		frame[head] = next;
	} else {
		frame[len++] = 0; /* of padding */
		frame[len++] = next;
		memset(frame + len, 0, s->icv);
		len += s->icv;
	}
	return len;
}

/* Whether the kernel takes an echo that one state protects. */
static bool sealed_arrives(struct target *t, const struct seal_state *s, bool six, bool sealed)
{
	const uint64_t before = echoes(t);
	uint8_t frame[MOST];
	size_t len = seal_align(frame, protect(s, frame, six), MOST);

	seal_repair(SEAL_FRAME, frame, len);
	add(t, sealed ? SEAL_FRAME : FRAME_ARRIVES, frame, len);
	run(t);
	return echoes(t) == before + 1;
}

CASE(ipsec, "what is sealed is taken by each state, once; and not what is not")
{
	struct target t = target("ipsec");

	for (size_t i = 0; i < 2 * SEAL_STATES; i++) {
		const struct seal_state *s = &seal_states[i / 2];
		const bool six = i % 2;

		if (s->udp && six)
			continue;
		REQUIRE(!sealed_arrives(&t, s, six, false));
		REQUIRE(sealed_arrives(&t, s, six, true));
		REQUIRE_EQ(!s->window, sealed_arrives(&t, s, six, true));
	}
	end(&t);
}

/* A rule of one expression, a verdict, in the chain "in". */
static size_t drop_rule(uint8_t *bytes, size_t max)
{
	static const uint8_t head[20] = { [4] = NFT_MSG_NEWRULE, 10, 1, 4, [16] = 1 };
	static const uint8_t verdict[4] = { 0 }, registers[4] = { 0 };
	struct attributes a = { bytes, sizeof(head), max, false };
	size_t list, one, data, value, code;

	memcpy(bytes, head, sizeof(head));
	put_bytes(&a, NFTA_RULE_TABLE, "t", 2);
	put_bytes(&a, NFTA_RULE_CHAIN, "in", 3);
	list = put_begin(&a, NFTA_RULE_EXPRESSIONS | 0x8000);
	one = put_begin(&a, NFTA_LIST_ELEM | 0x8000);
	put_bytes(&a, NFTA_EXPR_NAME, "immediate", 10);
	data = put_begin(&a, NFTA_EXPR_DATA | 0x8000);
	put_bytes(&a, NFTA_IMMEDIATE_DREG, registers, 4);
	value = put_begin(&a, NFTA_IMMEDIATE_DATA | 0x8000);
	code = put_begin(&a, NFTA_DATA_VERDICT | 0x8000);
	put_bytes(&a, NFTA_VERDICT_CODE, verdict, 4);
	put_end(&a, code);
	put_end(&a, value);
	put_end(&a, data);
	put_end(&a, one);
	put_end(&a, list);
	return a.len;
}

CASE(nftables, "messages that follow one another are one transaction, which frames meet")
{
	struct target t = target("nftables");
	uint8_t frame[MOST], rule[512];
	size_t len = echo(frame, false, NULL), n = drop_rule(rule, sizeof(rule));

	rules_repair(RULES_CHANGE, rule, n);
	add(&t, FRAME_ARRIVES, frame, len);
	run(&t);
	REQUIRE_EQ(1, echoes(&t));
	/* The second one names no chain that there is, so neither is done. */
	add(&t, RULES_CHANGE, rule, n);
	rule[32] = 'x';
	add(&t, RULES_CHANGE, rule, n);
	add(&t, FRAME_ARRIVES, frame, len);
	run(&t);
	REQUIRE_EQ(2, echoes(&t));
	rule[32] = 'i';
	add(&t, RULES_CHANGE, rule, n);
	add(&t, FRAME_ARRIVES, frame, len);
	run(&t);
	REQUIRE_EQ(2, echoes(&t));
	end(&t);
}

/* What the table of CAN's statistics has in its first line with a word. */
static unsigned long statistics(struct target *t, const char *word)
{
	char text[4096], *at;

	REQUIRE(net_proc(t->k, "net/can/stats", text, sizeof(text)) > 0);
	at = strstr(text, word);
	REQUIRE(at);
	while (at > text && at[-1] != '\n')
		at--;
	return strtoul(at, NULL, 10);
}

CASE(can, "frames of inputs are on the bus, and sockets answer")
{
	struct target t = target("can");
	uint8_t first[16] = { CAN_ISOTP_RX & 0xff, CAN_ISOTP_RX >> 8, 0, 0, 8, 0, 0, 0, 0x10, 20 };
	const unsigned long before = statistics(&t, "(TXF)");

	add(&t, SOCKET_FRAME, first, sizeof(first));
	run(&t);
	/* The first frame of a long message, and the one that lets it go on. */
	REQUIRE_EQ(before + 2, statistics(&t, "(TXF)"));
	end(&t);
}

CASE(bluetooth, "links and a channel are there, and data is taken")
{
	struct target t = target("bluetooth");
	uint8_t data[] = { HCI_ACL, HCI_LINK, 0x20, 0, 0, 0, 0, HCI_CHANNEL, 0, 'h', 'i' };
	uint8_t none[] = { HCI_SLOT_CONNECTED, 0, 0, 'h', 'i' };

	hci_repair(SOCKET_FRAME, data, sizeof(data));
	REQUIRE_EQ(6, data[3]);
	REQUIRE_EQ(2, data[5]);
	add(&t, SOCKET_FRAME, data, sizeof(data));
	add(&t, SOCKET_SEND, none, sizeof(none));
	run(&t);
	end(&t);
}
