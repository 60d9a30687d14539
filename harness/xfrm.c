/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* States and policies of IPsec, by netlink. */
#include "harness/xfrm.h"

#include <endian.h>
#include <linux/udp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/netlink.h"

#define KEY_MAX 128 /* bytes */
#define WINDOW_MAX 1024

static void put_address(xfrm_address_t *to, const char *text)
{
	struct net_ip ip;

	if (!text)
		return;
	ip = net_ip(text);
	memcpy(to, ip.bytes, ip.len);
}

static size_t read_key(const char *text, uint8_t to[KEY_MAX])
{
	const size_t len = text ? strlen(text) / 2 : 0;

	for (size_t i = 0; i < len; i++)
		if (len > KEY_MAX || sscanf(text + 2 * i, "%2hhx", &to[i]) != 1)
			harness_failf("key '%s': expected at most %d hexadecimal digits", text,
			    2 * KEY_MAX);
	return len;
}

/* struct xfrm_algo, _auth and _aead: a name, numbers, and the key behind them. */
static void put_algorithm(struct netlink *n, int type, const char *name, const char *key,
    uint32_t icv, bool with_icv)
{
	uint8_t bytes[64 + 2 * sizeof(uint32_t) + KEY_MAX] = { 0 };
	const size_t head = 64 + (with_icv ? 2 : 1) * sizeof(uint32_t);
	const size_t len = read_key(key, bytes + head);
	const uint32_t bits = len * 8;

	snprintf((char *)bytes, 64, "%s", name);
	memcpy(bytes + 64, &bits, sizeof(bits));
	if (with_icv)
		memcpy(bytes + 64 + sizeof(bits), &icv, sizeof(icv));
	netlink_put(n, type, bytes, head + len);
}

static void put_algorithms(struct netlink *n, const struct net_sa *a)
{
	if (a->aead) {
		put_algorithm(n, XFRMA_ALG_AEAD, a->aead, a->aead_key,
		    a->aead_bits ? a->aead_bits : 128, true);
		return;
	}
	if (a->auth && a->auth_bits)
		put_algorithm(n, XFRMA_ALG_AUTH_TRUNC, a->auth, a->auth_key, a->auth_bits, true);
	else if (a->auth)
		put_algorithm(n, XFRMA_ALG_AUTH, a->auth, a->auth_key, 0, false);
	if (a->proto == IPPROTO_ESP)
		put_algorithm(n, XFRMA_ALG_CRYPT, a->crypt ? a->crypt : "ecb(cipher_null)",
		    a->crypt_key, 0, false);
}

/* How far numbers of packets have come. */
static void put_numbers(struct netlink *n, const struct net_sa *a)
{
	const struct xfrm_replay_state replay = { .oseq = a->seq };
	const struct xfrm_replay_state_esn wide = {
		.bmp_len = (a->window + 31) / 32,
		.oseq = a->seq,
		.replay_window = a->window,
	};
	uint8_t bytes[sizeof(wide) + WINDOW_MAX / 8] = { 0 };

	if (a->window > WINDOW_MAX)
		harness_failf("a window of %u packets: expected at most %d", a->window, WINDOW_MAX);
	memcpy(bytes, &wide, sizeof(wide));
	if (a->window)
		netlink_put(n, XFRMA_REPLAY_ESN_VAL, bytes, sizeof(wide) + 4 * wide.bmp_len);
	else if (a->seq)
		netlink_put(n, XFRMA_REPLAY_VAL, &replay, sizeof(replay));
}

static void put_encapsulation(struct netlink *n, const struct net_sa *a)
{
	const struct xfrm_encap_tmpl in_udp = {
		.encap_type = UDP_ENCAP_ESPINUDP,
		.encap_sport = htobe16(a->udp),
		.encap_dport = htobe16(a->udp),
	};

	if (a->udp)
		netlink_put(n, XFRMA_ENCAP, &in_udp, sizeof(in_udp));
}

int net_sa_(struct kern *k, const struct net_sa *a)
{
	struct xfrm_usersa_info fixed = {
		.id = { .spi = htobe32(a->spi), .proto = a->proto },
		.family = net_ip(a->dst).family,
		.mode = a->tunnel ? XFRM_MODE_TUNNEL : XFRM_MODE_TRANSPORT,
		.replay_window = a->replay,
		.lft = {
			.soft_byte_limit = XFRM_INF,
			.hard_byte_limit = XFRM_INF,
			.soft_packet_limit = XFRM_INF,
			.hard_packet_limit = a->packets ? a->packets : XFRM_INF,
			.hard_add_expires_seconds = a->seconds,
		},
		.flags = (a->tunnel ? XFRM_STATE_AF_UNSPEC : 0) | (a->esn ? XFRM_STATE_ESN : 0),
	};
	struct netlink n;

	put_address(&fixed.saddr, a->src);
	put_address(&fixed.id.daddr, a->dst);
	netlink_begin_for(&n, k, NETLINK_XFRM, XFRM_MSG_NEWSA, NLM_F_CREATE | NLM_F_EXCL, &fixed,
	    sizeof(fixed));
	put_algorithms(&n, a);
	put_numbers(&n, a);
	put_encapsulation(&n, a);
	if (a->if_id)
		netlink_put_u32(&n, XFRMA_IF_ID, a->if_id);
	return netlink_ask(&n);
}

static int about_sa(struct kern *k, int type, const char *dst, uint8_t proto, uint32_t spi)
{
	struct xfrm_usersa_id fixed = {
		.spi = htobe32(spi),
		.family = net_ip(dst).family,
		.proto = proto,
	};
	struct netlink n;

	put_address(&fixed.daddr, dst);
	netlink_begin_for(&n, k, NETLINK_XFRM, type, 0, &fixed, sizeof(fixed));
	return netlink_ask(&n);
}

int net_sa_del(struct kern *k, const char *dst, uint8_t proto, uint32_t spi)
{
	return about_sa(k, XFRM_MSG_DELSA, dst, proto, spi);
}

int net_sa_find(struct kern *k, const char *dst, uint8_t proto, uint32_t spi)
{
	return about_sa(k, XFRM_MSG_GETSA, dst, proto, spi);
}

static void put_template(struct netlink *n, int family, const struct net_policy *p)
{
	struct xfrm_user_tmpl t = {
		.id = { .proto = p->proto },
		.family = p->to ? net_ip(p->to).family : family,
		.mode = p->to ? XFRM_MODE_TUNNEL : XFRM_MODE_TRANSPORT,
		.aalgos = UINT32_MAX,
		.ealgos = UINT32_MAX,
		.calgos = UINT32_MAX,
	};

	put_address(&t.saddr, p->from);
	put_address(&t.id.daddr, p->to);
	netlink_put(n, XFRMA_TMPL, &t, sizeof(t));
}

int net_policy_(struct kern *k, int dir, const struct net_policy *p)
{
	const struct net_ip src = net_ip(p->src), dst = net_ip(p->dst);
	struct xfrm_userpolicy_info fixed = {
		.sel = {
			.family = dst.family,
			.prefixlen_s = src.prefix,
			.prefixlen_d = dst.prefix,
		},
		.lft = {
			.soft_byte_limit = XFRM_INF,
			.hard_byte_limit = XFRM_INF,
			.soft_packet_limit = XFRM_INF,
			.hard_packet_limit = XFRM_INF,
		},
		.dir = dir,
		.action = p->block ? XFRM_POLICY_BLOCK : XFRM_POLICY_ALLOW,
	};
	struct netlink n;

	put_address(&fixed.sel.saddr, p->src);
	put_address(&fixed.sel.daddr, p->dst);
	netlink_begin_for(&n, k, NETLINK_XFRM, XFRM_MSG_NEWPOLICY, NLM_F_CREATE | NLM_F_EXCL,
	    &fixed, sizeof(fixed));
	if (!p->block)
		put_template(&n, dst.family, p);
	if (p->if_id)
		netlink_put_u32(&n, XFRMA_IF_ID, p->if_id);
	return netlink_ask(&n);
}

uint64_t net_xfrm_counter(struct kern *k, const char *name)
{
	char text[4096];
	const size_t len = strlen(name);

	if (net_proc(k, "net/xfrm_stat", text, sizeof(text)) < 0)
		harness_failf("counter %s: no /proc/net/xfrm_stat in this kernel", name);
	for (const char *at = text; (at = strstr(at, name)); at += len)
		if (at[len] == ' ' || at[len] == '\t')
			return strtoull(at + len, NULL, 10);
	harness_failf("counter %s: the kernel has none of that name", name);
}
