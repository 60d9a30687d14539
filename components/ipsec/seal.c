/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* ESP (RFC 4303) and AH (RFC 4302) of frames in plain. */
#include "components/ipsec/seal.h"

#include <gcrypt.h>
#include <string.h>

#include "harness/harness.h"

#define BLOCK 16

static gcry_md_hd_t auth;
static gcry_cipher_hd_t cbc, gcm;

static void must(gcry_error_t error, const char *what)
{
	if (error)
		harness_failf("%s: %s", what, gcry_strerror(error));
}

/* The bytes that a key's text stands for: they count up. */
static const uint8_t *key(uint8_t first)
{
	static uint8_t bytes[20];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = first + i;
	return bytes;
}

void seal_start(void)
{
	gcry_check_version(NULL);
	must(gcry_md_open(&auth, GCRY_MD_SHA1, GCRY_MD_FLAG_HMAC), "HMAC");
	must(gcry_md_setkey(auth, key(0), 20), "key of HMAC");
	must(gcry_cipher_open(&cbc, GCRY_CIPHER_AES128, GCRY_CIPHER_MODE_CBC, 0), "AES-CBC");
	must(gcry_cipher_setkey(cbc, key(0x10), 16), "key of AES-CBC");
	must(gcry_cipher_open(&gcm, GCRY_CIPHER_AES128, GCRY_CIPHER_MODE_GCM, 0), "AES-GCM");
	must(gcry_cipher_setkey(gcm, key(0x20), 16), "key of AES-GCM");
}

/* The high half of a number of 64 bits: inputs stay in the first round of the low one. */
static const uint8_t high[4];

static void encrypt_cbc(const uint8_t *iv, uint8_t *body, size_t len)
{
	len -= len % BLOCK; /* what is no whole block is no ciphertext anyhow */
	must(gcry_cipher_reset(cbc), "AES-CBC");
	must(gcry_cipher_setiv(cbc, iv, BLOCK), "AES-CBC");
	must(gcry_cipher_encrypt(cbc, body, len, NULL, 0), "AES-CBC");
}

/* Also makes the check value, behind the body. */
static void encrypt_gcm(const struct seal_state *s, const uint8_t *esp, uint8_t *body, size_t len)
{
	uint8_t nonce[12], aad[12];

	memcpy(nonce, key(0x20) + 16, 4);
	memcpy(nonce + 4, esp + 8, 8);
	memcpy(aad, esp, 4);
	memcpy(aad + 4, high, 4);
	memcpy(aad + (s->esn ? 8 : 4), esp + 4, 4);
	must(gcry_cipher_reset(gcm), "AES-GCM");
	must(gcry_cipher_setiv(gcm, nonce, sizeof(nonce)), "AES-GCM");
	must(gcry_cipher_authenticate(gcm, aad, s->esn ? 12 : 8), "AES-GCM");
	must(gcry_cipher_encrypt(gcm, body, len, NULL, 0), "AES-GCM");
	must(gcry_cipher_gettag(gcm, body + len, s->icv), "AES-GCM");
}

static void seal_esp(const struct seal_state *s, uint8_t *frame, size_t len, size_t head)
{
	uint8_t *esp = frame + head, *body = frame + seal_body(s, head);
	uint8_t *icv = frame + len - s->icv;

	if (s->cipher == SEAL_GCM) {
		encrypt_gcm(s, esp, body, icv - body);
		return;
	}
	if (s->cipher == SEAL_CBC)
		encrypt_cbc(esp + 8, body, icv - body);
	gcry_md_reset(auth);
	gcry_md_write(auth, esp, icv - esp);
	if (s->esn)
		gcry_md_write(auth, high, sizeof(high));
	memcpy(icv, gcry_md_read(auth, 0), s->icv);
}

/* RFC 4302, appendix A1: options of IPv4 that routers do not change; the others count as
 * zeroes. */
static void hide_options(uint8_t *at, size_t len)
{
	static const uint8_t kept[] = { 0x82, 0x85, 0x86, 0x94, 0x95 };
	size_t n;

	for (; len && *at; at += n, len -= n) {
		n = *at == 1 ? 1 : len > 1 ? at[1] : 0;
		if (!n || n > len)
			return;
		if (*at != 1 && !memchr(kept, *at, sizeof(kept)))
			memset(at, 0, n);
	}
}

/* The headers before AH, without what routers change; of those between of IPv6 the options
 * that they do not change are as they are. */
static void write_header(const uint8_t *ip, size_t len)
{
	uint8_t copy[128];

	if (len > sizeof(copy))
		return;
	memcpy(copy, ip, len);
	if (ip[0] >> 4 == 6) {
		copy[0] = 0x60;
		memset(copy + 1, 0, 3);
		copy[7] = 0;
	} else {
		copy[1] = 0;
		memset(copy + 6, 0, 3);
		memset(copy + 10, 0, 2);
		hide_options(copy + 20, len - 20);
	}
	gcry_md_write(auth, copy, len);
}

static void seal_ah(const struct seal_state *s, uint8_t *frame, size_t len, size_t head)
{
	const size_t at = frame_network(frame, len);
	uint8_t *icv = frame + head + 12;

	memset(icv, 0, s->icv);
	gcry_md_reset(auth);
	write_header(frame + at, head - at);
	gcry_md_write(auth, frame + head, len - head);
	memcpy(icv, gcry_md_read(auth, 0), s->icv);
}

void seal(uint8_t *frame, size_t len)
{
	size_t head;
	const struct seal_state *s = seal_find(frame, len, &head);

	if (!s)
		return;
	if (s->proto == PROTO_AH)
		seal_ah(s, frame, len, head);
	else
		seal_esp(s, frame, len, head);
	if (s->udp) /* none: it would tell of the plain text */
		put16(frame + head - 2, 0);
}
