/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* ESP packets as RFCs print them: the kernel must be able to read them. */
#include <stdio.h>

#include "cases/net/site.h"
#include "harness/xfrm.h"

/* One packet: an echo within, which the kernel answers. */
struct vector {
	const char *kernel_net, *kernel, *peer; /* the ends of the outer packet */
	const char *inner, *inner_net, *from;   /* of the inner one; NULL: there is none */
	struct net_sa sa;
	const char *esp;     /* SPI, number and all that follows, in hexadecimal digits */
	uint16_t id, seq;    /* of the echo */
	const char *payload; /* its first bytes */
};

static size_t bytes_of(const char *hex, uint8_t *to)
{
	size_t len = 0;

	for (; *hex; hex++)
		if (*hex != ' ')
			REQUIRE_EQ(1, sscanf(hex++, "%2hhx", &to[len++]));
	return len;
}

struct vector_site {
	struct kern *k;
	struct wire *w;
	struct peer *p;
};

static struct vector_site start(const struct vector *v)
{
	struct vector_site s = { .k = kern_boot("ipsec ipv4 ipv6"), .w = wire_new() };
	const char *eth = kern_wire(s.k, s.w);
	struct net_sa sa = v->sa;

	REQUIRE_OK(net_link_up(s.k, eth));
	REQUIRE_OK(net_addr(s.k, eth, v->kernel_net));
	REQUIRE_OK(net_route(s.k, "0.0.0.0/0", .via = v->peer));
	if (v->inner && strcmp(v->inner, v->kernel))
		REQUIRE_OK(net_addr(s.k, eth, v->inner_net));
	sa.src = v->peer;
	sa.dst = v->kernel;
	sa.proto = IPPROTO_ESP;
	sa.tunnel = v->inner;
	REQUIRE_OK(net_sa_(s.k, &sa));
	if (v->inner)
		REQUIRE_OK(net_policy(s.k, XFRM_POLICY_IN, .src = v->from, .dst = v->inner,
		    .proto = IPPROTO_ESP, .from = v->peer, .to = v->kernel));
	s.p = peer_new(s.w, .ip = v->peer, .kernel = v->kernel);
	return s;
}

static void finish(struct vector_site *s)
{
	REQUIRE_STREQ("", kern_splat(s->k));
	kern_halt(s->k);
	peer_close(s->p);
	wire_close(s->w);
}

static void check(const struct vector *v)
{
	struct vector_site s = start(v);
	uint8_t esp[256], payload[64];
	const size_t len = bytes_of(v->esp, esp), known = bytes_of(v->payload, payload);
	const struct packet *got;

	peer_send(s.p, IP, P_PROTO(IPPROTO_ESP), P_DATA(esp, len));
	got = peer_expect(s.p, net_seconds(1), ICMP, P_ICMP_TYPE(0), P_ECHO_ID(v->id),
	    P_ECHO_SEQ(v->seq), P_SRC(v->inner ? v->inner : v->kernel),
	    P_DST(v->inner ? v->from : v->peer));
	REQUIRE(got->len >= known);
	REQUIRE_MEMEQ(payload, got->data, known);
	/* With one bit of it changed, it is no more what was sent. */
	esp[len - 1] ^= 1;
	esp[7] ^= 0x40;
	peer_send(s.p, IP, P_PROTO(IPPROTO_ESP), P_DATA(esp, len));
	peer_quiet(s.p, net_seconds(1));
	finish(&s);
}

CASE(aes_cbc_transport, "RFC 3602, case 5: ESP in transport mode with AES-CBC")
{
	check(&(const struct vector){
	    .kernel_net = "192.168.123.100/24",
	    .kernel = "192.168.123.100",
	    .peer = "192.168.123.3",
	    .sa = { .spi = 0x4321,
		.crypt = "cbc(aes)",
		.crypt_key = "90d382b410eeba7ad938c46cec1a82bf" },
	    .esp = "00004321 00000001 e96e8c08 ab465763 fd098d45 dd3ff893"
		   "f663c25d 325c18c6 a9453e19 4e120849 a4870b66 cc6b9965 330013b4 898dc856"
		   "a4699e52 3a55db08 0b59ec3a 8e4b7e52 775b07d1 db34ed9c 538ab50c 551b874a"
		   "a269add0 47ad2d59 13ac19b7 cfbad4a6",
	    .id = 0xa70a,
	    .seq = 0,
	    .payload = "8e9c083d b95b0700 08090a0b 0c0d0e0f 10111213 14151617",
	});
}

CASE(aes_cbc_tunnel, "RFC 3602, case 7: ESP in tunnel mode with AES-CBC")
{
	check(&(const struct vector){
	    .kernel_net = "192.168.123.200/24",
	    .kernel = "192.168.123.200",
	    .peer = "192.168.123.3",
	    .inner = "192.168.123.200",
	    .from = "192.168.123.3",
	    .sa = { .spi = 0x8765,
		.crypt = "cbc(aes)",
		.crypt_key = "0123456789abcdef0123456789abcdef" },
	    .esp = "00008765 00000002 f4e76524 4f6407ad f13dc138 0f673f37"
		   "773b5241 a4c44922 5e4f3ce5 ed611b0c 237ca96c f74a9301 3c1b0ea1 a0cf70f8"
		   "e4ecaec7 8ac53aad 7a0f022b 859243c6 47752e94 a859352b 8a4d4d2d ecd136e5"
		   "c177f132 ad3fbfb2 201ac990 4c74ee0a 109e0ca1 e4dfe9d5 a100b842 f1c22f0d",
	    .id = 0xa90a,
	    .seq = 0x0100,
	    .payload = "b49c083d 02a20400 08090a0b 0c0d0e0f 10111213 14151617",
	});
}

CASE(chacha20_poly1305, "RFC 7634, appendix A: ESP in tunnel mode with ChaCha20 and Poly1305")
{
	check(&(const struct vector){
	    .kernel_net = "203.0.113.5/24",
	    .kernel = "203.0.113.5",
	    .peer = "203.0.113.153",
	    .inner = "192.0.2.5",
	    .inner_net = "192.0.2.5/32",
	    .from = "198.51.100.5",
	    .sa = { .spi = 0x01020304,
		.aead = "rfc7539esp(chacha20,poly1305)",
		.aead_key = "808182838485868788898a8b8c8d8e8f90919293949596979899"
			    "9a9b9c9d9e9fa0a1a2a3" },
	    .esp = "01020304 00000005 10111213 14151617"
		   "24039428 b97f417e 3c13753a 4f05087b 67c352e6 a7fab1b9 82d466ef 407ae5c6"
		   "14ee8099 d52844eb 61aa95df ab4c02f7 2aa71e7c 4c4f64c9 befe2fac c638e8f3"
		   "cbec163f ac469b50 2773f6fb 94e664da 9165b828 29f641e0 76aaa826 6b7fb0f7"
		   "b11b3699 07e1ad43",
	    .id = 0x3a08,
	    .seq = 0,
	    .payload = "553bec10 00073627 08090a0b 0c0d0e0f 10111213 14151617",
	});
}
