/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What a peer needs to read and make packets of IPsec, by a library of the host. */
#ifndef CASES_NET_SEAL_H
#define CASES_NET_SEAL_H

#include <stddef.h>
#include <stdint.h>

#include "cases/net/site.h"
#include "harness/xfrm.h"

/* The states that cases use: their number and their keys. */
#define SEAL_SPI 0x1000
#define SEAL_AUTH_KEY "000102030405060708090a0b0c0d0e0f10111213"
#define SEAL_CRYPT_KEY "101112131415161718191a1b1c1d1e1f"
extern const uint8_t seal_auth_key[20], seal_crypt_key[16];
/* ESP that does not encrypt, with HMAC-SHA-1. */
extern const struct net_sa seal_esp;
/* From here on all between the kernel and its peer is protected, by one such state for each
 * way. */
void seal_protect(struct site *, const struct net_sa *);
/* Sends a text from a socket to port 9 of the peer. */
void seal_say(struct site *, int fd, const char *text);
/* The next packet that the kernel sends under protection. */
const struct packet *seal_next(struct site *, const struct net_sa *);

/* The first 12 bytes of HMAC-SHA-1, as RFC 2404 has it. */
#define SEAL_ICV 12
void seal_hmac(const void *key, size_t key_len, const void *data, size_t len,
    uint8_t icv[SEAL_ICV]);
/* AES-128 in CBC mode (RFC 3602), in place. */
void seal_cbc_open(const uint8_t key[16], const uint8_t iv[16], void *data, size_t len);
/* AES-128 in GCM (RFC 4106), in place; the last 16 of `len` bytes are the check value, and
 * it has to be right.  `salt` is 4 bytes, iv 8. */
void seal_gcm_open(const uint8_t key[16], const uint8_t salt[4], const uint8_t iv[8],
    const void *aad, size_t aad_len, void *data, size_t len);

#endif
