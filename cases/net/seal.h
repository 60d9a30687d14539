/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What a peer needs to read and make packets of IPsec, by a library of the host. */
#ifndef CASES_NET_SEAL_H
#define CASES_NET_SEAL_H

#include <stddef.h>
#include <stdint.h>

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
