/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * IPsec (xfrm): states, which say how packets are protected, and policies, which say
 * which ones are.
 *
 *	REQUIRE_OK(net_sa(k, .src = "10.0.0.1", .dst = "10.0.0.2", .proto = IPPROTO_ESP,
 *	    .spi = 1, .crypt = "cbc(aes)", .crypt_key = "00112233445566778899aabbccddeeff"));
 *	REQUIRE_OK(net_policy(k, XFRM_POLICY_OUT, .src = "10.0.0.1", .dst = "10.0.0.2",
 *	    .proto = IPPROTO_ESP));
 *
 * Algorithms have the names of the kernel's; a key is a text of hexadecimal digits, and
 * one that is not ends the case.  What the kernel refuses is a negative errno.
 */
#ifndef RUMPUS_XFRM_H
#define RUMPUS_XFRM_H

#include "harness/net.h" /* before the headers of Linux: <netinet/in.h> has to be first */

#include <linux/xfrm.h>

/* A state.  One with .aead has neither .auth nor .crypt. */
struct net_sa {
	const char *src, *dst;
	uint8_t proto; /* IPPROTO_ESP, IPPROTO_AH */
	uint32_t spi;
	bool tunnel;      /* else transport */
	const char *auth; /* "hmac(sha256)" */
	const char *auth_key;
	uint32_t auth_bits; /* of the check value that is sent; 0: as the kernel has it */
	const char *crypt;  /* "cbc(aes)"; of ESP; default "ecb(cipher_null)" */
	const char *crypt_key;
	const char *aead; /* "rfc4106(gcm(aes))" */
	const char *aead_key;
	uint32_t aead_bits; /* of its check value; 0: 128 */
	uint8_t replay;     /* packets of the window in which each may come once; 0: none */
	uint32_t window;    /* the same for more than 32; a number of 64 bits with .esn */
	bool esn;
	uint16_t udp;     /* ESP comes in UDP from and to this port (RFC 3948); 0: it does not */
	uint32_t seq;     /* the number before the first packet that is sent */
	uint64_t packets; /* after which it is gone; 0: never */
	uint64_t seconds; /* the same in virtual time, counted from now */
	uint32_t if_id;   /* of an interface of type "xfrm"; 0: none */
};
#define net_sa(k, ...) net_sa_((k), &(struct net_sa){ __VA_ARGS__ })
int net_sa_(struct kern *, const struct net_sa *);
int net_sa_del(struct kern *, const char *dst, uint8_t proto, uint32_t spi);
/* 0 or -ESRCH: there is none (any more). */
int net_sa_find(struct kern *, const char *dst, uint8_t proto, uint32_t spi);

struct net_policy {
	const char *src, *dst; /* prefixes of packets that it is for */
	bool block;            /* they are dropped; what follows does not count */
	uint8_t proto;         /* of the states that protect them */
	const char *from, *to; /* the ends of a tunnel; NULL: transport */
	uint32_t if_id;
};
/* dir: XFRM_POLICY_IN, XFRM_POLICY_OUT, XFRM_POLICY_FWD */
#define net_policy(k, dir, ...) net_policy_((k), (dir), &(struct net_policy){ __VA_ARGS__ })
int net_policy_(struct kern *, int dir, const struct net_policy *);

/* A counter of /proc/net/xfrm_stat, as "XfrmInStateSeqError"; ends the case where there is
 * none of that name. */
uint64_t net_xfrm_counter(struct kern *, const char *name);

#endif
