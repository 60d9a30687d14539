/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Tunnels: packets within packets (RFC 2003, RFC 2784, RFC 2890, RFC 4213, RFC 2473). */
#include <stdio.h>

#include "cases/net/site.h"

/* One kind of tunnel; the peer is its other end. */
struct pipe {
	const char *type, *component;
	const struct family *outer, *inner;
	uint8_t carries; /* as net_link has it */
	uint8_t proto;   /* of the outer header */
	uint16_t gre;    /* the type in a GRE header; 0: there is none */
};
static const struct pipe ipip = { "ipip", "ipip", &ipv4, &ipv4, 0, 4, 0 };
static const struct pipe sit = { "sit", "sit", &ipv4, &ipv6, 0, 41, 0 };
static const struct pipe ip4ip6 = { "ip6tnl", "ip6tnl", &ipv6, &ipv4, 4, 4, 0 };
static const struct pipe ip6ip6 = { "ip6tnl", "ip6tnl", &ipv6, &ipv6, 41, 41, 0 };
static const struct pipe gre4 = { "gre", "gre", &ipv4, &ipv4, 0, 47, 0x0800 };
static const struct pipe gre6 = { "gre", "gre", &ipv4, &ipv6, 0, 47, 0x86dd };
static const struct pipe ip6gre4 = { "ip6gre", "ip6gre ip6tnl", &ipv6, &ipv4, 0, 47, 0x0800 };
static const struct pipe ip6gre6 = { "ip6gre", "ip6gre ip6tnl", &ipv6, &ipv6, 0, 47, 0x86dd };

#define FAR4 "172.16.0.2"
#define FAR6 "fd16::2"
#define HERE4 "172.16.0.1"
#define HERE6 "fd16::1"

struct end {
	const struct pipe *pipe;
	struct site s;
	const char *here, *far; /* addresses within the tunnel */
	bool six;               /* of these */
};

static struct end end_open(const struct pipe *pipe, const struct net_link *more)
{
	struct end e = { .pipe = pipe, .six = pipe->inner->six };
	struct net_link l = *more;
	char names[64];

	snprintf(names, sizeof(names), "%s ipv4 ipv6", pipe->component);
	e.s = site_open_with(pipe->outer, names);
	e.here = e.six ? HERE6 : HERE4;
	e.far = e.six ? FAR6 : FAR4;
	l.local = pipe->outer->kernel;
	l.remote = pipe->outer->peer;
	l.carries = pipe->carries;
	REQUIRE_OK(net_link_add_(e.s.k, "tun", pipe->type, &l));
	REQUIRE_OK(net_link_up(e.s.k, "tun"));
	REQUIRE_OK(net_addr_nodad(e.s.k, "tun", e.six ? HERE6 "/64" : HERE4 "/24"));
	kern_advance(e.s.k, net_seconds(20));
	peer_forget(e.s.p);
	return e;
}

static void end_close(struct end *e)
{
	site_close(&e->s);
}

/* Puts a packet (a frame, as packet_make() made it) into the tunnel, with `head` before it;
 * the same frame in the outer packet's payload. */
static void send_in(struct end *e, const char *from, const void *head, size_t head_len,
    const uint8_t *frame, size_t len)
{
	static uint8_t data[PACKET_MAX];

	memcpy(data, head, head_len);
	memcpy(data + head_len, frame + 14, len - 14);
	peer_send(e->s.p, IP, P_SRC(from), P_PROTO(e->pipe->proto),
	    P_DATA(data, head_len + len - 14));
}

/* The usual header: of GRE, or none. */
static size_t usual(const struct end *e, uint8_t head[4])
{
	head[0] = head[1] = 0;
	head[2] = e->pipe->gre >> 8;
	head[3] = e->pipe->gre;
	return e->pipe->gre ? 4 : 0;
}

static size_t echo(const struct end *e, uint8_t *frame)
{
	return packet_make(frame, ICMP, P_SRC(e->far), P_DST(e->here),
	    P_ICMP_TYPE(e->pipe->inner->echo), P_ECHO_ID(3), P_ECHO_SEQ(1), P_TEXT("hello"));
}

/* Takes apart what is in the payload of a packet behind `skip` bytes. */
static void inner(const struct end *e, const struct packet *outer, size_t skip, struct packet *to)
{
	static uint8_t frame[PACKET_MAX];

	REQUIRE(outer->len > skip);
	memset(frame, 0, 12);
	frame[12] = e->six ? 0x86 : 0x08;
	frame[13] = e->six ? 0xdd : 0x00;
	memcpy(frame + 14, outer->data + skip, outer->len - skip);
	REQUIRE(packet_read(to, frame, outer->len - skip + 14));
}

#define REQUIRE_INNER(p, kind, ...) \
	REQUIRE_STREQ("", packet_differs((p), (kind), PACKET_FIELDS(__VA_ARGS__)))

#define EACH_PIPE(id, text)                              \
	static void pipe_##id(const struct pipe *pipe);  \
	ONE_PIPE(id, ipip, text, "IPv4 in IPv4")         \
	ONE_PIPE(id, sit, text, "IPv6 in IPv4")          \
	ONE_PIPE(id, ip4ip6, text, "IPv4 in IPv6")       \
	ONE_PIPE(id, ip6ip6, text, "IPv6 in IPv6")       \
	ONE_PIPE(id, gre4, text, "GRE, IPv4 in IPv4")    \
	ONE_PIPE(id, gre6, text, "GRE, IPv6 in IPv4")    \
	ONE_PIPE(id, ip6gre4, text, "GRE, IPv4 in IPv6") \
	ONE_PIPE(id, ip6gre6, text, "GRE, IPv6 in IPv6") \
	static void pipe_##id(const struct pipe *pipe)
#define ONE_PIPE(id, which, text, name)    \
	CASE(id##_##which, text ", " name) \
	{                                  \
		pipe_##id(&which);         \
	}

EACH_PIPE(echo, "an echo through a tunnel is answered through it")
{
	struct end e = end_open(pipe, &(struct net_link){ 0 });
	uint8_t frame[256], head[4];
	const size_t skip = usual(&e, head);
	const struct packet *got;
	struct packet in;

	send_in(&e, e.s.f->peer, head, skip, frame, echo(&e, frame));
	got = peer_expect(e.s.p, net_ms(1), IP, P_SRC(e.s.f->kernel), P_PROTO(pipe->proto),
	    P_TTL(64));
	REQUIRE_MEMEQ(head, got->data, skip);
	inner(&e, got, skip, &in);
	REQUIRE_INNER(&in, ICMP, P_SRC(e.here), P_DST(e.far), P_ICMP_TYPE(pipe->inner->echo_reply),
	    P_ECHO_ID(3), P_TEXT("hello"));
	end_close(&e);
}

EACH_PIPE(stranger, "what comes from another end is not for the tunnel")
{
	struct end e = end_open(pipe, &(struct net_link){ 0 });
	uint8_t frame[256], head[4];
	const size_t skip = usual(&e, head);
	const struct packet *got;

	send_in(&e, e.s.f->other, head, skip, frame, echo(&e, frame));
	while ((got = peer_next(e.s.p, net_seconds(1))))
		REQUIRE(got->kind != IP || got->number[F_PROTO] != pipe->proto);
	REQUIRE_EQ(0, net_counter(e.s.k, e.six ? "Icmp6InEchos" : "Icmp:InEchos"));
	end_close(&e);
}

EACH_PIPE(sends, "what is sent through a tunnel has the tunnel's ends")
{
	struct end e = end_open(pipe, &(struct net_link){ 0 });
	const int fd = REQUIRE_OK(sock_open(e.s.k, pipe->inner->af, SOCK_DGRAM, 0));
	uint8_t head[4];
	struct packet in;

	REQUIRE_EQ(5, sock_sendto(e.s.k, fd, "hello", 5, at(e.far, 9)));
	inner(&e,
	    peer_expect(e.s.p, net_seconds(1), IP, P_SRC(e.s.f->kernel), P_DST(e.s.f->peer),
		P_PROTO(pipe->proto)),
	    usual(&e, head), &in);
	REQUIRE_INNER(&in, UDP, P_SRC(e.here), P_DST(e.far), P_DPORT(9), P_TEXT("hello"));
	end_close(&e);
}

EACH_PIPE(long, "what is longer than the tunnel is told so within")
{
	struct end e = end_open(pipe, &(struct net_link){ 0 });
	const int fd = REQUIRE_OK(sock_open(e.s.k, pipe->inner->af, SOCK_DGRAM, 0));
	static char data[1500];
	const int head = pipe->inner->head + 8;
	uint8_t usual_head[4];
	const int room = 1500 - pipe->outer->head - usual(&e, usual_head) - head;

	REQUIRE_OK(
	    sock_set(e.s.k, fd, pipe->inner->level, e.six ? IPV6_MTU_DISCOVER : IP_MTU_DISCOVER,
		e.six ? IPV6_PMTUDISC_DO : IP_PMTUDISC_DO));
	REQUIRE_EQ(room, sock_sendto(e.s.k, fd, data, room, at(e.far, 9)));
	peer_expect(e.s.p, net_seconds(1), IP, P_PROTO(pipe->proto));
	REQUIRE_EQ(-EMSGSIZE, sock_sendto(e.s.k, fd, data, room + 1, at(e.far, 9)));
	end_close(&e);
}

/* -- the options of GRE, RFC 2890 and RFC 2784 -- */

#define GRE_C 0x80
#define GRE_K 0x20
#define GRE_S 0x10

static bool gre_answers(struct end *e, const void *head, size_t len)
{
	uint8_t frame[256];

	send_in(e, e->s.f->peer, head, len, frame, echo(e, frame));
	return peer_next(e->s.p, net_ms(1));
}

CASE(gre_key, "a GRE tunnel with a key takes what has it, and sends it")
{
	struct end e = end_open(&gre4, &(struct net_link){ .key = 0x01020304 });
	const uint8_t right[8] = { GRE_K, 0, 8, 0, 1, 2, 3, 4 };
	const uint8_t wrong[8] = { GRE_K, 0, 8, 0, 1, 2, 3, 5 }, none[4] = { 0, 0, 8, 0 };
	uint8_t frame[256];

	send_in(&e, e.s.f->peer, right, sizeof(right), frame, echo(&e, frame));
	REQUIRE_MEMEQ(right, peer_expect(e.s.p, net_ms(1), IP, P_PROTO(47))->data, sizeof(right));
	send_in(&e, e.s.f->peer, wrong, sizeof(wrong), frame, echo(&e, frame));
	send_in(&e, e.s.f->peer, none, sizeof(none), frame, echo(&e, frame));
	kern_advance(e.s.k, net_seconds(1));
	REQUIRE_EQ(1, net_counter(e.s.k, "Icmp:InEchos"));
	end_close(&e);
}

CASE(gre_sequence, "a GRE tunnel with numbers drops what is older than the last one")
{
	struct end e = end_open(&gre4, &(struct net_link){ .seq = true });
	const uint8_t nine[8] = { GRE_S, 0, 8, 0, 0, 0, 0, 9 },
		      eight[8] = { GRE_S, 0, 8, 0, 0, 0, 0, 8 };
	const uint8_t ten[8] = { GRE_S, 0, 8, 0, 0, 0, 0, 10 };

	REQUIRE(gre_answers(&e, nine, sizeof(nine)));
	REQUIRE(!gre_answers(&e, eight, sizeof(eight)));
	REQUIRE(gre_answers(&e, ten, sizeof(ten)));
	end_close(&e);
}

CASE(gre_checksum, "a GRE tunnel with checksums drops what has a wrong one")
{
	struct end e = end_open(&gre4, &(struct net_link){ .csum = true });
	uint8_t head[8] = { GRE_C, 0, 8, 0, 0, 0, 0, 0 }, frame[256];
	const size_t len = echo(&e, frame) - 14;
	uint32_t sum = (GRE_C << 8) + 0x0800;

	/* The sum of 16 bits (RFC 1071) of the header and all that follows. */
	for (size_t i = 0; i < len; i++)
		sum += i % 2 ? frame[14 + i] : frame[14 + i] << 8;
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	head[4] = ~sum >> 8;
	head[5] = ~sum;
	REQUIRE(gre_answers(&e, head, sizeof(head)));
	head[5] ^= 1;
	REQUIRE(!gre_answers(&e, head, sizeof(head)));
	end_close(&e);
}

CASE(gre_routing, "a GRE header with bits of RFC 1701 that nobody has any more is dropped")
{
	struct end e = end_open(&gre4, &(struct net_link){ 0 });
	const uint8_t routing[8] = { 0x40, 0, 8, 0 }, version[4] = { 0, 7, 8, 0 };
	uint8_t frame[256];

	send_in(&e, e.s.f->peer, routing, sizeof(routing), frame, echo(&e, frame));
	send_in(&e, e.s.f->peer, version, sizeof(version), frame, echo(&e, frame));
	kern_advance(e.s.k, net_seconds(1));
	REQUIRE_EQ(0, net_counter(e.s.k, "Icmp:InEchos"));
	end_close(&e);
}

CASE(short, "a tunnel survives packets that end within their headers")
{
	struct end e = end_open(&gre4, &(struct net_link){ .key = 1 });
	const uint8_t head[8] = { GRE_C | GRE_K | GRE_S, 0, 8, 0 };
	uint8_t frame[256];

	for (size_t len = 0; len <= sizeof(head); len++)
		peer_send(e.s.p, IP, P_PROTO(47), P_DATA(head, len));
	for (size_t len = 1; len < 20 + 8 + 5; len++) {
		const uint8_t key[8] = { GRE_K, 0, 8, 0, 0, 0, 0, 1 };

		echo(&e, frame);
		send_in(&e, e.s.f->peer, key, sizeof(key), frame, 14 + len);
	}
	kern_advance(e.s.k, net_seconds(1));
	REQUIRE_EQ(0, net_counter(e.s.k, "Icmp:InEchos"));
	end_close(&e);
}

CASE(bad, "a tunnel that is there, or ends nowhere, is refused")
{
	struct end e = end_open(&ipip, &(struct net_link){ 0 });

	REQUIRE_EQ(-EEXIST,
	    net_link_add(e.s.k, "two", "ipip", .local = e.s.f->kernel, .remote = e.s.f->peer));
	REQUIRE_EQ(-EOPNOTSUPP,
	    net_link_add(e.s.k, "two", "gre", .local = e.s.f->kernel, .remote = e.s.f->peer));
	REQUIRE_OK(net_link_del(e.s.k, "tun"));
	REQUIRE_EQ(-ENODEV, net_index(e.s.k, "tun"));
	end_close(&e);
}
