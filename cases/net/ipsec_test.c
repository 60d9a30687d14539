/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* IPsec: what is sent is protected as RFC 4302 (AH) and RFC 4303 (ESP) have it. */
#include <endian.h>

#include "cases/net/seal.h"

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

	seal_protect(s, &seal_esp);
	for (uint32_t i = 1; i <= 2; i++) {
		const struct packet *got;

		seal_say(s, fd, "hello");
		got = seal_next(s, &seal_esp);
		REQUIRE_EQ(SEAL_SPI, word(got->data));
		REQUIRE_EQ(i, word(got->data + 4));
		check_plain(got->data + 8, got->len - 8 - SEAL_ICV, "hello");
		seal_hmac(seal_auth_key, sizeof(seal_auth_key), got->data, got->len - SEAL_ICV,
		    icv);
		REQUIRE_MEMEQ(icv, got->data + got->len - SEAL_ICV, SEAL_ICV);
	}
}

BOTH_WITH("ipsec", esp_cbc, "ESP with AES-CBC, RFC 3602, and a check value")
{
	const struct net_sa sa = { .proto = IPPROTO_ESP,
		.auth = "hmac(sha1)",
		.auth_key = SEAL_AUTH_KEY,
		.crypt = "cbc(aes)",
		.crypt_key = SEAL_CRYPT_KEY };
	const int fd = site_socket(s, SOCK_DGRAM, 0);
	uint8_t data[256], icv[SEAL_ICV];
	const struct packet *got;
	size_t len;

	seal_protect(s, &sa);
	seal_say(s, fd, "hello");
	got = seal_next(s, &sa);
	REQUIRE(got->len < sizeof(data));
	seal_hmac(seal_auth_key, sizeof(seal_auth_key), got->data, got->len - SEAL_ICV, icv);
	REQUIRE_MEMEQ(icv, got->data + got->len - SEAL_ICV, SEAL_ICV);
	len = got->len - 8 - 16 - SEAL_ICV;
	memcpy(data, got->data + 24, len);
	seal_cbc_open(seal_crypt_key, got->data + 8, data, len);
	check_plain(data, len, "hello");
}

BOTH_WITH("ipsec", esp_gcm, "ESP with AES-GCM, RFC 4106")
{
	const struct net_sa sa = { .proto = IPPROTO_ESP,
		.aead = "rfc4106(gcm(aes))",
		.aead_key = SEAL_CRYPT_KEY "a0a1a2a3" };
	const uint8_t salt[4] = { 0xa0, 0xa1, 0xa2, 0xa3 };
	const int fd = site_socket(s, SOCK_DGRAM, 0);
	const struct packet *got;
	uint8_t data[256];
	size_t len;

	seal_protect(s, &sa);
	seal_say(s, fd, "hello");
	got = seal_next(s, &sa);
	REQUIRE(got->len < sizeof(data));
	len = got->len - 16;
	memcpy(data, got->data + 16, len);
	seal_gcm_open(seal_crypt_key, salt, got->data + 8, got->data, 8, data, len);
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
		.auth_key = SEAL_AUTH_KEY };
	const int fd = site_socket(s, SOCK_DGRAM, 0);
	uint8_t text[256], icv[SEAL_ICV];
	const struct packet *got;

	seal_protect(s, &sa);
	seal_say(s, fd, "hello");
	got = seal_next(s, &sa);
	REQUIRE_EQ(IPPROTO_UDP, got->data[0]);
	REQUIRE_EQ(SEAL_SPI, word(got->data + 4));
	REQUIRE_EQ(1, word(got->data + 8));
	REQUIRE(s->f->head + got->len < sizeof(text));
	seal_hmac(seal_auth_key, sizeof(seal_auth_key), text, ah_text(s, got, text), icv);
	REQUIRE_MEMEQ(icv, got->data + 12, SEAL_ICV);
}
