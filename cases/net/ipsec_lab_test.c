/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Two kernels that trust each other: a stream within ESP, in transport and in tunnel mode, and
 * in AH. */
#include "cases/net/stream.h"
#include "harness/xfrm.h"

#define BYTES (64 << 10)
#define KEY "000102030405060708090a0b0c0d0e0f10111213"

struct secure {
	const struct family *f;
	struct net_sa sa;
};

/* Says to this kernel how all between `here` and `there` is protected. */
static void protect(struct kern *k, const struct secure *w, const char *here, const char *there)
{
	const char *from = w->sa.tunnel ? here : NULL, *to = w->sa.tunnel ? there : NULL;
	struct net_sa out = w->sa, in = w->sa;

	out.src = in.dst = here;
	out.dst = in.src = there;
	out.spi = in.spi = 0x1000;
	in.replay = 32;
	REQUIRE_OK(net_sa_(k, &out));
	REQUIRE_OK(net_sa_(k, &in));
	REQUIRE_OK(net_policy(k, XFRM_POLICY_OUT, .src = here, .dst = there, .proto = w->sa.proto,
	    .from = from, .to = to));
	REQUIRE_OK(net_policy(k, XFRM_POLICY_IN, .src = there, .dst = here, .proto = w->sa.proto,
	    .from = to, .to = from));
}

static void server(struct kern *k, void *arg)
{
	const struct secure *w = arg;
	const int fd = REQUIRE_OK(sock_open(k, w->f->af, SOCK_STREAM, 0));

	REQUIRE_OK(net_neigh(k, "eth0", w->f->peer, "02:00:00:00:00:0b"));
	protect(k, w, w->f->kernel, w->f->peer);
	stream_take(k, stream_accept(k, fd, w->f->kernel), BYTES);
}

static void client(struct kern *k, void *arg)
{
	const struct secure *w = arg;
	const int fd = REQUIRE_OK(sock_open(k, w->f->af, SOCK_STREAM, 0));

	REQUIRE_OK(net_neigh(k, "eth0", w->f->kernel, "02:00:00:00:00:0a"));
	protect(k, w, w->f->peer, w->f->kernel);
	stream_connect(k, fd, w->f->kernel);
	stream_give(k, fd, BYTES);
	stream_end(k, fd);
}

static void run(const struct family *f, struct net_sa sa, const char *faults)
{
	struct secure w = { f, sa };
	struct hub *hub = switch_new(0);
	struct wire *a = wire_new(.addr = { 2, 0, 0, 0, 0, 0xa });
	struct wire *b = wire_new(.addr = { 2, 0, 0, 0, 0, 0xb });
	struct lab *lab = lab_new();

	hub_join(hub, a);
	hub_join(hub, b);
	lab_node(lab, "server", server, .boot = "ipsec ipv4 ipv6", .wire = { a },
	    .addr = { f->kernel_net }, .arg = &w);
	lab_node(lab, "client", client, .boot = "ipsec ipv4 ipv6", .wire = { b },
	    .addr = { f->six ? "fd00::2/64" : "10.0.0.2/24" }, .arg = &w, .faults = faults);
	lab_run(lab);
	wire_close(a);
	wire_close(b);
	hub_close(hub);
}

#define BOTH_STREAMS(id, text, faults, ...)                         \
	CASE(id##_v4, text ", IPv4")                                \
	{                                                           \
		run(&ipv4, (struct net_sa){ __VA_ARGS__ }, faults); \
	}                                                           \
	CASE(id##_v6, text ", IPv6")                                \
	{                                                           \
		run(&ipv6, (struct net_sa){ __VA_ARGS__ }, faults); \
	}

BOTH_STREAMS(transport, "a stream in ESP, transport mode, AES-CBC and HMAC-SHA-1", NULL,
    .proto = IPPROTO_ESP, .auth = "hmac(sha1)", .auth_key = KEY, .crypt = "cbc(aes)",
    .crypt_key = "101112131415161718191a1b1c1d1e1f")
BOTH_STREAMS(tunnel, "a stream in ESP, tunnel mode, AES-GCM", NULL, .proto = IPPROTO_ESP,
    .tunnel = true, .aead = "rfc4106(gcm(aes))",
    .aead_key = "101112131415161718191a1b1c1d1e1fa0a1a2a3")
BOTH_STREAMS(ah, "a stream in AH, transport mode, HMAC-SHA-256 of 128 bits", NULL,
    .proto = IPPROTO_AH, .auth = "hmac(sha256)", .auth_bits = 128,
    .auth_key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
BOTH_STREAMS(ah_tunnel, "a stream in AH, tunnel mode, HMAC-MD5", NULL, .proto = IPPROTO_AH,
    .tunnel = true, .auth = "hmac(md5)", .auth_key = "000102030405060708090a0b0c0d0e0f")
BOTH_STREAMS(lost, "a stream in ESP, though frames are lost, doubled and out of order",
    "tx:*/7=drop; rx:*/11=drop; tx:*/5=reorder(3); tx[len=1000..]:*/9=dup", .proto = IPPROTO_ESP,
    .auth = "hmac(sha512)", .auth_bits = 256, .auth_key = KEY, .crypt = "rfc3686(ctr(aes))",
    .crypt_key = "101112131415161718191a1b1c1d1e1f00000030")
BOTH_STREAMS(mangled, "a stream in ESP, though bits are wrong: the check value tells",
    "tx[len=100..]:*/9=flip(0x40, at=90); rx:*/11=flip(1, at=70)", .proto = IPPROTO_ESP,
    .auth = "hmac(sha256)", .auth_bits = 128, .auth_key = KEY, .crypt = "cbc(aes)",
    .crypt_key = "101112131415161718191a1b1c1d1e1f")
BOTH_STREAMS(chacha, "a stream in ESP, tunnel mode, ChaCha20 and Poly1305", NULL,
    .proto = IPPROTO_ESP, .tunnel = true, .aead = "rfc7539esp(chacha20,poly1305)",
    .aead_key = "808182838485868788898a8b8c8d8e8f90919293949596979899"
		"9a9b9c9d9e9fa0a1a2a3")
BOTH_STREAMS(ccm, "a stream in ESP, transport mode, AES-CCM", NULL, .proto = IPPROTO_ESP,
    .aead = "rfc4309(ccm(aes))", .aead_key = "101112131415161718191a1b1c1d1e1fa0a1a2")
BOTH_STREAMS(des, "a stream in ESP, transport mode, Triple DES and AES-XCBC", NULL,
    .proto = IPPROTO_ESP, .auth = "xcbc(aes)", .auth_key = "000102030405060708090a0b0c0d0e0f",
    .crypt = "cbc(des3_ede)", .crypt_key = "0123456789abcdef23456789abcdef01456789abcdef0123")
