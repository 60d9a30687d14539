/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "cases/net/seal.h"

#include <gcrypt.h>
#include <string.h>

const uint8_t seal_auth_key[20] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
	18, 19 };
const uint8_t seal_crypt_key[16] = { 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
	31 };
const struct net_sa seal_esp = { .proto = IPPROTO_ESP,
	.auth = "hmac(sha1)",
	.auth_key = SEAL_AUTH_KEY };

void seal_protect(struct site *s, const struct net_sa *as)
{
	struct net_sa out = *as, in = *as;
	const char *here = s->f->kernel, *there = s->f->peer;

	out.src = in.dst = here;
	out.dst = in.src = there;
	out.spi = in.spi = SEAL_SPI;
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

void seal_say(struct site *s, int fd, const char *text)
{
	REQUIRE_EQ((ssize_t)strlen(text),
	    sock_sendto(s->k, fd, text, strlen(text), at(s->f->peer, 9)));
}

const struct packet *seal_next(struct site *s, const struct net_sa *as)
{
	return peer_expect(s->p, net_seconds(1), IP, P_PROTO(as->proto), P_SRC(s->f->kernel),
	    P_DST(s->f->peer));
}

static void must(gcry_error_t error, const char *what)
{
	if (error)
		harness_failf("%s: %s", what, gcry_strerror(error));
}

void seal_hmac(const void *key, size_t key_len, const void *data, size_t len, uint8_t icv[SEAL_ICV])
{
	gcry_md_hd_t md;

	must(gcry_md_open(&md, GCRY_MD_SHA1, GCRY_MD_FLAG_HMAC), "HMAC");
	must(gcry_md_setkey(md, key, key_len), "key of HMAC");
	gcry_md_write(md, data, len);
	memcpy(icv, gcry_md_read(md, 0), SEAL_ICV);
	gcry_md_close(md);
}

void seal_cbc_open(const uint8_t key[16], const uint8_t iv[16], void *data, size_t len)
{
	gcry_cipher_hd_t c;

	must(gcry_cipher_open(&c, GCRY_CIPHER_AES128, GCRY_CIPHER_MODE_CBC, 0), "AES-CBC");
	must(gcry_cipher_setkey(c, key, 16), "key of AES-CBC");
	must(gcry_cipher_setiv(c, iv, 16), "AES-CBC");
	must(gcry_cipher_decrypt(c, data, len, NULL, 0), "AES-CBC");
	gcry_cipher_close(c);
}

void seal_gcm_open(const uint8_t key[16], const uint8_t salt[4], const uint8_t iv[8],
    const void *aad, size_t aad_len, void *data, size_t len)
{
	gcry_cipher_hd_t c;
	uint8_t nonce[12];

	memcpy(nonce, salt, 4);
	memcpy(nonce + 4, iv, 8);
	must(gcry_cipher_open(&c, GCRY_CIPHER_AES128, GCRY_CIPHER_MODE_GCM, 0), "AES-GCM");
	must(gcry_cipher_setkey(c, key, 16), "key of AES-GCM");
	must(gcry_cipher_setiv(c, nonce, sizeof(nonce)), "AES-GCM");
	must(gcry_cipher_authenticate(c, aad, aad_len), "AES-GCM");
	must(gcry_cipher_decrypt(c, data, len - 16, NULL, 0), "AES-GCM");
	must(gcry_cipher_checktag(c, (uint8_t *)data + len - 16, 16), "check value of AES-GCM");
	gcry_cipher_close(c);
}
