/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Frames sealed by the states of this target, by a library of the host. */
#ifndef COMPONENTS_IPSEC_SEAL_H
#define COMPONENTS_IPSEC_SEAL_H

#include "components/ipsec/seal_layout.h"

/* Keys of all states, as harness/xfrm.h takes them: of HMAC-SHA-1 (RFC 2404), AES-128 in CBC
 * (RFC 3602), and AES-128 in GCM with its salt (RFC 4106). */
#define SEAL_AUTH_KEY "000102030405060708090a0b0c0d0e0f10111213"
#define SEAL_CBC_KEY "101112131415161718191a1b1c1d1e1f"
#define SEAL_GCM_KEY "202122232425262728292a2b2c2d2e2f30313233"

/* Once, before the first frame. */
void seal_start(void);
/* Seals a frame in place; see seal_layout.h. */
void seal(uint8_t *frame, size_t len);

#endif
