/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/internal.h"
#include "harness/packet_bytes.h"
#include "harness/peer.h"

#define FIRST 1000 /* the number that TCP begins with, unless told otherwise */
#define ASKED 1    /* op of ARP */
#define ANSWER 2
#define ANSWER_TIME 1000 /* ns until the station is told */

struct peer {
	struct peer *next; /* on the same wire */
	struct wire *w;
	struct peer_conf conf;
	char mac_text[18], ip_text[64], kernel_text[64];
	uint8_t mac[6];
	struct net_ip ip;
	uint32_t first, kernel_first;
	bool learned; /* kernel_first is */
	uint64_t time;
	struct packet last;
	uint8_t bytes[WIRE_FRAME_MAX];
};

static struct peer *peers; /* of all wires */

/* -- who asks for a station -- */

static void answer_arp(struct peer *p, const struct packet *ask)
{
	uint8_t frame[64];
	struct packet a = { .kind = ARP, .has = 1ull << F_OP };

	a.number[F_OP] = ANSWER;
	memcpy(a.address[A_ETH_DST], ask->address[A_ETH_SRC], 6);
	memcpy(a.address[A_ETH_SRC], p->mac, 6);
	memcpy(a.address[A_ARP_SRC], p->mac, 6);
	memcpy(a.address[A_SRC], p->ip.bytes, 4);
	memcpy(a.address[A_ARP_DST], ask->address[A_ARP_SRC], 6);
	memcpy(a.address[A_DST], ask->address[A_SRC], 4);
	wire_put_in(p->w, ANSWER_TIME, frame, packet_write(&a, frame));
}

static void answer_nd(struct peer *p, const struct packet *ask)
{
	uint8_t frame[128];
	struct packet a = { .kind = ICMP, .six = true };

	a.number[F_ICMP_TYPE] = ICMPV6_ADVERTISE;
	a.has_address = 1ull << A_LLADDR;
	memcpy(a.address[A_ETH_DST], ask->address[A_ETH_SRC], 6);
	memcpy(a.address[A_ETH_SRC], p->mac, 6);
	memcpy(a.address[A_SRC], p->ip.bytes, 16);
	memcpy(a.address[A_DST], ask->address[A_SRC], 16);
	memcpy(a.address[A_TARGET], p->ip.bytes, 16);
	memcpy(a.address[A_LLADDR], p->mac, 6);
	wire_put_in(p->w, ANSWER_TIME, frame, packet_write(&a, frame));
}

static bool asks_for(const struct peer *p, const struct packet *ask)
{
	static const uint8_t nobody[16];

	if (p->conf.silent || ask->number[F_VLAN] != p->conf.vlan)
		return false;
	if (ask->kind == ARP)
		return p->ip.family == AF_INET && ask->number[F_OP] == ASKED &&
		       !memcmp(ask->address[A_DST], p->ip.bytes, 4);
	return p->ip.family == AF_INET6 && ask->kind == ICMP && ask->six &&
	       ask->number[F_ICMP_TYPE] == ICMPV6_SOLICIT &&
	       memcmp(ask->address[A_SRC], nobody, 16) &&
	       !memcmp(ask->address[A_TARGET], p->ip.bytes, 16);
}

static bool answer(void *arg, struct wire *w, const struct frame *f)
{
	struct packet ask;

	(void)arg;
	if (!packet_read(&ask, f->data, f->len))
		return false;
	for (struct peer *p = peers; p; p = p->next) {
		if (p->w != w || !asks_for(p, &ask))
			continue;
		if (ask.kind == ARP)
			answer_arp(p, &ask);
		else
			answer_nd(p, &ask);
		return true;
	}
	return false;
}

/* -- the life of a peer -- */

struct peer *peer_new_(struct wire *w, const struct peer_conf *conf)
{
	static unsigned int made;
	struct peer *p = calloc(1, sizeof(*p));

	if (!p)
		harness_failf("peer: out of memory");
	if (!conf->ip || !conf->kernel)
		harness_failf("peer: expected .ip and .kernel");
	made++;
	p->w = w;
	p->conf = *conf;
	p->ip = net_ip(conf->ip);
	snprintf(p->ip_text, sizeof(p->ip_text), "%s", conf->ip);
	snprintf(p->kernel_text, sizeof(p->kernel_text), "%s", conf->kernel);
	if (conf->mac)
		snprintf(p->mac_text, sizeof(p->mac_text), "%s", conf->mac);
	else
		snprintf(p->mac_text, sizeof(p->mac_text), "02:00:00:00:01:%02x", made & 0xff);
	net_mac(p->mac_text, p->mac);
	p->first = conf->first ? conf->first : FIRST;
	p->next = peers;
	peers = p;
	wire_peer(w, answer, NULL);
	return p;
}

void peer_close(struct peer *p)
{
	for (struct peer **at = &peers; *at; at = &(*at)->next) {
		if (*at != p)
			continue;
		*at = p->next;
		break;
	}
	free(p);
}

const char *peer_mac(const struct peer *p)
{
	return p->mac_text;
}

void peer_again(struct peer *p, uint16_t port, uint32_t first)
{
	p->conf.port = port;
	p->first = first;
	p->learned = false;
}

/* -- sending -- */

/* The peer's own, before what the line names. */
static void set_defaults(const struct peer *p, struct packet *to)
{
	const struct packet_field own[] = {
		P_ETH_SRC(p->mac_text),
		P_SRC(p->ip_text),
		P_DST(p->kernel_text),
		P_SPORT(p->conf.port),
		P_DPORT(p->conf.kernel_port),
		{ 0 },
	};

	packet_set(to, own);
	memcpy(to->address[A_ETH_DST], wire_addr(p->w), 6);
	memcpy(to->address[A_ARP_SRC], p->mac, 6);
	if (p->conf.vlan) {
		to->has |= 1ull << F_VLAN;
		to->number[F_VLAN] = p->conf.vlan;
	}
}

void peer_send_(struct peer *p, uint64_t ns, enum packet_kind kind,
    const struct packet_field *fields)
{
	static uint8_t frame[PACKET_MAX];
	struct packet to = { .kind = kind };

	set_defaults(p, &to);
	packet_set(&to, fields);
	if (kind == TCP) {
		to.number[F_SEQ] = (uint32_t)(to.number[F_SEQ] + p->first);
		if (packet_has(&to, F_ACK))
			to.number[F_ACK] = (uint32_t)(to.number[F_ACK] + p->kernel_first);
		to.number[F_SACK_FROM] = (uint32_t)(to.number[F_SACK_FROM] + p->kernel_first);
		to.number[F_SACK_TO] = (uint32_t)(to.number[F_SACK_TO] + p->kernel_first);
	}
	if (ns)
		wire_put_in(p->w, ns, frame, packet_write(&to, frame));
	else
		wire_put(p->w, frame, packet_write(&to, frame));
}

/* -- hearing -- */

/* Its own frames, and what is for all. */
static bool is_for(const struct peer *p, const struct packet *got)
{
	return (got->address[A_ETH_DST][0] & 1) || !memcmp(got->address[A_ETH_DST], p->mac, 6);
}

/* Reports of members of groups (IGMP, MLD), who solicits a router, and who asks whether an
 * address is its alone (from no address). */
static bool is_chatter(const struct packet *got)
{
	static const uint8_t nobody[16];
	const uint64_t type = got->number[F_ICMP_TYPE];

	if (got->kind == IP)
		return !got->six && got->number[F_PROTO] == 2;
	return got->kind == ICMP && got->six &&
	       (type == 131 || type == 132 || type == 133 || type == 143 ||
		   (type == ICMPV6_SOLICIT && !memcmp(got->address[A_SRC], nobody, 16)));
}

/* Numbers of TCP become relative. */
static void relate(struct peer *p, struct packet *got)
{
	if (got->kind != TCP)
		return;
	if (!p->learned && (got->number[F_FLAGS] & P_SYN)) {
		p->kernel_first = got->number[F_SEQ];
		p->learned = true;
	}
	got->number[F_SEQ] = (uint32_t)(got->number[F_SEQ] - p->kernel_first);
	if (got->number[F_FLAGS] & P_ACK)
		got->number[F_ACK] = (uint32_t)(got->number[F_ACK] - p->first);
	got->number[F_SACK_FROM] = (uint32_t)(got->number[F_SACK_FROM] - p->first);
	got->number[F_SACK_TO] = (uint32_t)(got->number[F_SACK_TO] - p->first);
}

const struct packet *peer_next(struct peer *p, uint64_t ns)
{
	const uint64_t end = kern_now(harness_kern) + ns;

	for (;;) {
		const uint64_t now = kern_now(harness_kern);
		const struct frame *f = wire_wait(p->w, now < end ? end - now : 0);

		if (!f)
			return NULL;
		memcpy(p->bytes, f->data, f->len);
		p->time = f->time;
		packet_read(&p->last, p->bytes, f->len);
		if (!is_for(p, &p->last) || (!p->conf.all && is_chatter(&p->last)))
			continue;
		relate(p, &p->last);
		return &p->last;
	}
}

static void fail(const struct peer *p, const char *file, int line, const char *why)
{
	char text[512];

	packet_text(&p->last, text, sizeof(text));
	harness_failf("%s:%d: peer %s: %s, in \"%s\"", file, line, p->ip_text, why, text);
}

const struct packet *peer_expect_(struct peer *p, uint64_t ns, const char *file, int line,
    enum packet_kind kind, const struct packet_field *fields)
{
	static const char *const kinds[] = { "Ethernet", "ARP", "IP", "ICMP", "UDP", "TCP" };
	const struct packet *got = peer_next(p, ns);
	const char *why;

	if (!got)
		harness_failf(
		    "%s:%d: peer %s: nothing came within %llu.%09llu s; expected a packet "
		    "of %s",
		    file, line, p->ip_text, (unsigned long long)(ns / 1000000000),
		    (unsigned long long)(ns % 1000000000), kinds[kind]);
	why = packet_differs(got, kind, fields);
	if (*why)
		fail(p, file, line, why);
	return got;
}

void peer_quiet_(struct peer *p, uint64_t ns, const char *file, int line)
{
	if (peer_next(p, ns))
		fail(p, file, line, "a packet came; expected none");
}

void peer_forget(struct peer *p)
{
	wire_forget(p->w);
}

uint64_t peer_time(const struct peer *p)
{
	return p->time;
}

/* -- connections -- */

void peer_connect(struct peer *p)
{
	peer_send(p, TCP, P_FLAGS(P_SYN), P_SEQ(0), P_MSS(1460));
	peer_expect(p, net_seconds(1), TCP, P_FLAGS(P_SYN | P_ACK), P_SEQ(0), P_ACKNO(1));
	peer_send(p, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1));
}

void peer_accept(struct peer *p)
{
	peer_expect(p, net_seconds(3), TCP, P_FLAGS(P_SYN), P_SEQ(0));
	peer_send(p, TCP, P_FLAGS(P_SYN | P_ACK), P_SEQ(0), P_ACKNO(1), P_MSS(1460));
	peer_expect(p, net_seconds(1), TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1));
}
