/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* IPsec: what is sent is protected as RFC 4302 (AH) and RFC 4303 (ESP) have it, and what
 * is not right is not taken. */
#include <endian.h>

#include "cases/net/seal.h"
#include "cases/net/site.h"
#include "harness/xfrm.h"

#define SPI 0x1000
#define AUTH_KEY "000102030405060708090a0b0c0d0e0f10111213"
#define CRYPT_KEY "101112131415161718191a1b1c1d1e1f"
static const uint8_t auth_key[20] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
	18, 19 };
static const uint8_t crypt_key[16] = { 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
	31 };

/* From here on all between the two is protected by one state for each way. */
static void protect(struct site *s, const struct net_sa *as)
{
	struct net_sa out = *as, in = *as;
	const char *here = s->f->kernel, *there = s->f->peer;

	out.src = in.dst = here;
	out.dst = in.src = there;
	out.spi = in.spi = SPI;
	in.replay = 32;
	in.seq = 0;
	/* Who asks where the other one is would have to be let through. */
	REQUIRE_OK(net_neigh(s->k, s->eth, there, peer_mac(s->p)));
	REQUIRE_OK(net_sa_(s->k, &out));
	REQUIRE_OK(net_sa_(s->k, &in));
	REQUIRE_OK(
	    net_policy(s->k, XFRM_POLICY_OUT, .src = here, .dst = there, .proto = as->proto));
	REQUIRE_OK(net_policy(s->k, XFRM_POLICY_IN, .src = there, .dst = here, .proto = as->proto));
}

static const struct net_sa esp_null = { .proto = IPPROTO_ESP,
	.auth = "hmac(sha1)",
	.auth_key = AUTH_KEY };

/* The next packet that the kernel sends under protection. */
static const struct packet *next(struct site *s, const struct net_sa *as)
{
	return peer_expect(s->p, net_seconds(1), IP, P_PROTO(as->proto), P_SRC(s->f->kernel),
	    P_DST(s->f->peer));
}

static void say(struct site *s, int fd, const char *text)
{
	REQUIRE_EQ((ssize_t)strlen(text),
	    sock_sendto(s->k, fd, text, strlen(text), at(s->f->peer, 9)));
}

static uint32_t word(const uint8_t *at)
{
	uint32_t value;

	memcpy(&value, at, sizeof(value));
	return be32toh(value);
}

/* What is within ESP: a datagram to port 9 with this text, and what ends it (RFC 4303,
 * section 2): a padding of 1, 2, 3, ..., its length, the next header. */
static void check_plain(const uint8_t *at, size_t len, const char *text)
{
	const size_t said = strlen(text), pad = at[len - 2];

	REQUIRE_EQ(IPPROTO_UDP, at[len - 1]);
	REQUIRE_EQ(8 + said + pad + 2, len);
	for (size_t i = 0; i < pad; i++)
		REQUIRE_EQ(i + 1, at[8 + said + i]);
	REQUIRE_EQ(9, at[2] << 8 | at[3]);
	REQUIRE_MEMEQ(text, at + 8, said);
}

BOTH_WITH("ipsec", esp_auth, "ESP has a number that counts, and a check value, RFC 2404")
{
	const int fd = site_socket(s, SOCK_DGRAM, 0);
	uint8_t icv[SEAL_ICV];

	protect(s, &esp_null);
	for (uint32_t i = 1; i <= 2; i++) {
		const struct packet *got;

		say(s, fd, "hello");
		got = next(s, &esp_null);
		REQUIRE_EQ(SPI, word(got->data));
		REQUIRE_EQ(i, word(got->data + 4));
		check_plain(got->data + 8, got->len - 8 - SEAL_ICV, "hello");
		seal_hmac(auth_key, sizeof(auth_key), got->data, got->len - SEAL_ICV, icv);
		REQUIRE_MEMEQ(icv, got->data + got->len - SEAL_ICV, SEAL_ICV);
	}
}

BOTH_WITH("ipsec", esp_cbc, "ESP with AES-CBC, RFC 3602, and a check value")
{
	const struct net_sa sa = { .proto = IPPROTO_ESP,
		.auth = "hmac(sha1)",
		.auth_key = AUTH_KEY,
		.crypt = "cbc(aes)",
		.crypt_key = CRYPT_KEY };
	const int fd = site_socket(s, SOCK_DGRAM, 0);
	uint8_t data[256], icv[SEAL_ICV];
	const struct packet *got;
	size_t len;

	protect(s, &sa);
	say(s, fd, "hello");
	got = next(s, &sa);
	REQUIRE(got->len < sizeof(data));
	seal_hmac(auth_key, sizeof(auth_key), got->data, got->len - SEAL_ICV, icv);
	REQUIRE_MEMEQ(icv, got->data + got->len - SEAL_ICV, SEAL_ICV);
	len = got->len - 8 - 16 - SEAL_ICV;
	memcpy(data, got->data + 24, len);
	seal_cbc_open(crypt_key, got->data + 8, data, len);
	check_plain(data, len, "hello");
}

BOTH_WITH("ipsec", esp_gcm, "ESP with AES-GCM, RFC 4106")
{
	const struct net_sa sa = { .proto = IPPROTO_ESP,
		.aead = "rfc4106(gcm(aes))",
		.aead_key = CRYPT_KEY "a0a1a2a3" };
	const uint8_t salt[4] = { 0xa0, 0xa1, 0xa2, 0xa3 };
	const int fd = site_socket(s, SOCK_DGRAM, 0);
	const struct packet *got;
	uint8_t data[256];
	size_t len;

	protect(s, &sa);
	say(s, fd, "hello");
	got = next(s, &sa);
	REQUIRE(got->len < sizeof(data));
	len = got->len - 16;
	memcpy(data, got->data + 16, len);
	seal_gcm_open(crypt_key, salt, got->data + 8, got->data, 8, data, len);
	check_plain(data, len - 16, "hello");
}

/* RFC 4302, section 3.3.3: what routers may change counts as zero. */
static size_t ah_text(const struct site *s, const struct packet *got, uint8_t *to)
{
	const size_t head = s->f->head;

	memset(to, 0, head);
	if (s->f->six) {
		to[0] = 0x60;
		to[4] = got->len >> 8;
		to[5] = got->len;
		to[6] = IPPROTO_AH;
		memcpy(to + 8, got->address[A_SRC], 16);
		memcpy(to + 24, got->address[A_DST], 16);
	} else {
		to[0] = 0x45;
		to[2] = (head + got->len) >> 8;
		to[3] = head + got->len;
		to[4] = got->number[F_ID] >> 8;
		to[5] = got->number[F_ID];
		to[9] = IPPROTO_AH;
		memcpy(to + 12, got->address[A_SRC], 4);
		memcpy(to + 16, got->address[A_DST], 4);
	}
	memcpy(to + head, got->data, got->len);
	memset(to + head + 12, 0, SEAL_ICV);
	return head + got->len;
}

BOTH_WITH("ipsec", ah, "AH has a check value of the whole packet, RFC 4302 and RFC 2404")
{
	const struct net_sa sa = { .proto = IPPROTO_AH,
		.auth = "hmac(sha1)",
		.auth_key = AUTH_KEY };
	const int fd = site_socket(s, SOCK_DGRAM, 0);
	uint8_t text[256], icv[SEAL_ICV];
	const struct packet *got;

	protect(s, &sa);
	say(s, fd, "hello");
	got = next(s, &sa);
	REQUIRE_EQ(IPPROTO_UDP, got->data[0]);
	REQUIRE_EQ(SPI, word(got->data + 4));
	REQUIRE_EQ(1, word(got->data + 8));
	REQUIRE(s->f->head + got->len < sizeof(text));
	seal_hmac(auth_key, sizeof(auth_key), text, ah_text(s, got, text), icv);
	REQUIRE_MEMEQ(icv, got->data + 12, SEAL_ICV);
}

/* -- what comes in -- */

/* Sends "ping" to port 80 in ESP without encryption, whose first bytes or check value may be
 * wrong; whether the socket gets it. */
static bool takes(struct site *s, int fd, uint32_t spi, uint32_t seq, uint8_t spoil)
{
	uint8_t frame[256], esp[256];
	const uint32_t head[2] = { htobe32(spi), htobe32(seq) };
	const size_t all = packet_make(frame, UDP, P_SRC(s->f->peer), P_DST(s->f->kernel),
	    P_SPORT(7), P_DPORT(80), P_TEXT("ping"));
	size_t len = 8;
	char got[8];

	memcpy(esp, head, sizeof(head));
	memcpy(esp + len, frame + 14 + s->f->head, all - 14 - s->f->head);
	len += all - 14 - s->f->head; /* 8 + 12: 2 more bytes make it a multiple of 4 */
	memcpy(esp + len, (const uint8_t[]){ 1, 2, 2, IPPROTO_UDP }, 4);
	len += 4;
	seal_hmac(auth_key, sizeof(auth_key), esp, len, esp + len);
	esp[len] ^= spoil;
	peer_send(s->p, IP, P_PROTO(IPPROTO_ESP), P_DATA(esp, len + SEAL_ICV));
	kern_wait_all(s->k, 0); /* transport mode goes by a work queue */
	return sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT) == 4;
}

BOTH_WITH("ipsec", receive, "what is protected comes in, and what is not does not")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);
	char got[8];

	protect(s, &esp_null);
	REQUIRE(takes(s, fd, SPI, 1, 0));
	peer_send(s->p, UDP, P_TEXT("ping"));
	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT));
	REQUIRE_EQ(1, net_xfrm_counter(s->k, "XfrmInTmplMismatch"));
}

BOTH_WITH("ipsec", forged, "a wrong check value or an unknown state is counted and dropped")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	protect(s, &esp_null);
	REQUIRE(!takes(s, fd, SPI, 1, 1));
	REQUIRE_EQ(1, net_xfrm_counter(s->k, "XfrmInStateProtoError"));
	REQUIRE(!takes(s, fd, SPI + 1, 1, 0));
	REQUIRE_EQ(1, net_xfrm_counter(s->k, "XfrmInNoStates"));
	REQUIRE(takes(s, fd, SPI, 1, 0));
}

BOTH_WITH("ipsec", replay, "a packet is taken once, and not when it is older than the window")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	protect(s, &esp_null);
	REQUIRE(takes(s, fd, SPI, 40, 0));
	REQUIRE(!takes(s, fd, SPI, 40, 0));
	REQUIRE(takes(s, fd, SPI, 9, 0)); /* the oldest of 32 */
	REQUIRE(!takes(s, fd, SPI, 9, 0));
	REQUIRE(!takes(s, fd, SPI, 8, 0));
	REQUIRE(takes(s, fd, SPI, 41, 0));
	REQUIRE(!takes(s, fd, SPI, 0, 0));
	REQUIRE_EQ(4, net_xfrm_counter(s->k, "XfrmInStateSeqError"));
	/* A forged packet must not move the window. */
	REQUIRE(!takes(s, fd, SPI, 100000, 1));
	REQUIRE(takes(s, fd, SPI, 42, 0));
}

BOTH_WITH("ipsec", short, "ESP that ends within its header, trailer or check value is dropped")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);
	const uint8_t esp[64] = { 0, 0, SPI >> 8, SPI & 0xff, 0, 0, 0, 1 };
	char got[8];

	protect(s, &esp_null);
	for (size_t len = 0; len <= sizeof(esp); len++)
		peer_send(s->p, IP, P_PROTO(IPPROTO_ESP), P_DATA(esp, len));
	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT));
	REQUIRE(takes(s, fd, SPI, 1, 0));
}

/* -- policies and lifetimes -- */

BOTH_WITH("ipsec", block, "what a policy blocks is an error of who sends it")
{
	const int fd = site_socket(s, SOCK_DGRAM, 0);

	REQUIRE_OK(net_policy(s->k, XFRM_POLICY_OUT, .src = s->f->kernel, .dst = s->f->peer,
	    .block = true));
	REQUIRE_OK(net_neigh(s->k, s->eth, s->f->other, peer_mac(s->p)));
	REQUIRE_EQ(-EPERM, sock_sendto(s->k, fd, "ping", 4, at(s->f->peer, 9)));
	REQUIRE_EQ(4, sock_sendto(s->k, fd, "ping", 4, at(s->f->other, 9)));
	peer_expect(s->p, net_seconds(5), UDP, P_DST(s->f->other));
	peer_quiet(s->p, net_seconds(1));
}

BOTH_WITH("ipsec", packets, "a state is gone after as many packets as it may have")
{
	struct net_sa sa = esp_null;
	const int fd = site_socket(s, SOCK_DGRAM, 0);

	sa.packets = 2;
	protect(s, &sa);
	for (int i = 0; i < 2; i++) {
		say(s, fd, "hello");
		next(s, &sa);
	}
	sock_sendto(s->k, fd, "hello", 5, at(s->f->peer, 9));
	peer_quiet(s->p, net_seconds(1));
	REQUIRE_EQ(-ESRCH, net_sa_find(s->k, s->f->peer, IPPROTO_ESP, SPI));
}

BOTH_WITH("ipsec", seconds, "a state is gone when its time is over")
{
	struct net_sa sa = esp_null;
	const int fd = site_server(s, SOCK_DGRAM, 80);

	sa.seconds = 3600;
	protect(s, &sa);
	kern_advance(s->k, net_seconds(3590));
	REQUIRE(takes(s, fd, SPI, 1, 0));
	REQUIRE_OK(net_sa_find(s->k, s->f->kernel, IPPROTO_ESP, SPI));
	kern_advance(s->k, net_seconds(20));
	REQUIRE(!takes(s, fd, SPI, 2, 0));
	REQUIRE_EQ(-ESRCH, net_sa_find(s->k, s->f->kernel, IPPROTO_ESP, SPI));
}

BOTH_WITH("ipsec", overflow, "no number is used twice: after the last one nothing is sent")
{
	struct net_sa sa = esp_null;
	const int fd = site_socket(s, SOCK_DGRAM, 0);

	sa.seq = 0xfffffffe;
	protect(s, &sa);
	say(s, fd, "hello");
	REQUIRE_EQ(0xffffffff, word(next(s, &sa)->data + 4));
	sock_sendto(s->k, fd, "hello", 5, at(s->f->peer, 9));
	peer_quiet(s->p, net_seconds(1));
	REQUIRE_EQ(1, net_xfrm_counter(s->k, "XfrmOutStateSeqError"));
}

BOTH_WITH("ipsec", refused,
    "an algorithm that there is none of, or a state that is there, is refused")
{
	const char *here = s->f->kernel, *there = s->f->peer;

	protect(s, &esp_null);
	REQUIRE_EQ(-EEXIST, net_sa(s->k, .src = here, .dst = there, .proto = IPPROTO_ESP,
				.spi = SPI, .auth = "hmac(sha1)", .auth_key = AUTH_KEY));
	REQUIRE_EQ(-ENOSYS, net_sa(s->k, .src = here, .dst = there, .proto = IPPROTO_ESP, .spi = 9,
				.auth = "hmac(none)", .auth_key = AUTH_KEY));
	REQUIRE_EQ(-EINVAL, net_sa(s->k, .src = here, .dst = there, .proto = IPPROTO_ESP, .spi = 9,
				.crypt = "cbc(aes)", .crypt_key = "0011"));
	REQUIRE_EQ(-EINVAL, net_sa(s->k, .src = here, .dst = there, .proto = IPPROTO_AH, .spi = 9));
	REQUIRE_EQ(-ESRCH, net_sa_del(s->k, there, IPPROTO_ESP, 9));
	REQUIRE_OK(net_sa_del(s->k, there, IPPROTO_ESP, SPI));
}
