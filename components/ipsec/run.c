/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Frames under ESP and AH, in transport and in tunnels, with all kinds of windows against
 * packets that come twice (seal_layout.h).  What is of 172.16.0.0/16 and fd16::/16 has to
 * come in a tunnel of ESP, and is answered in one of AES-CBC; 172.17.0.0/16 and fd17::/16 in
 * one of an interface, 172.18.0.0/16 and fd18::/16 in one of AH.
 */
#include "components/packet/frames.h"
#include "harness/xfrm.h" /* before the headers of Linux */

#include <linux/udp.h>
#include <string.h>

#include "components/ipsec/seal.h"
#include "kernel/kern.h"

static struct wire *wire;

static void make_state(struct kern *k, const struct seal_state *s, bool six)
{
	const bool gcm = s->cipher == SEAL_GCM, cbc = s->cipher == SEAL_CBC;

	if (s->udp && six)
		return;
	frames_need(net_sa(k, .src = six ? "fd00::2" : "10.0.0.2",
			.dst = six ? "fd00::1" : "10.0.0.1", .proto = s->proto, .spi = s->spi,
			.tunnel = s->tunnel, .auth = gcm ? NULL : "hmac(sha1)",
			.auth_key = SEAL_AUTH_KEY, .crypt = cbc ? "cbc(aes)" : NULL,
			.crypt_key = cbc ? SEAL_CBC_KEY : NULL,
			.aead = gcm ? "rfc4106(gcm(aes))" : NULL, .aead_key = SEAL_GCM_KEY,
			.replay = s->window <= 32 && !s->esn ? s->window : 0,
			.window = s->window > 32 || s->esn ? s->window : 0, .esn = s->esn,
			.udp = s->udp, .if_id = s->if_id),
	    "state");
}

/* What has to come in tunnels, and is answered in one. */
struct inside {
	const char *of[2]; /* over IPv4, over IPv6 */
	uint8_t proto;     /* of the tunnel */
	uint32_t if_id;
};
static const struct inside insides[] = {
	{ { "172.16.0.0/16", "fd16::/16" }, IPPROTO_ESP, 0 },
	{ { "172.17.0.0/16", "fd17::/16" }, IPPROTO_ESP, 1 },
	{ { "172.18.0.0/16", "fd18::/16" }, IPPROTO_AH, 0 },
};

static void make_policy(struct kern *k, int dir, bool six, const struct inside *in)
{
	const char *here = six ? "fd00::1" : "10.0.0.1", *there = six ? "fd00::2" : "10.0.0.2";
	const char *all = six ? "::/0" : "0.0.0.0/0";
	const char *inner = in->of[six];
	const bool out = dir == XFRM_POLICY_OUT;

	frames_need(net_policy(k, dir, .src = out ? all : inner, .dst = out ? inner : all,
			.proto = in->proto, .from = out ? here : there, .to = out ? there : here,
			.if_id = in->if_id),
	    "policy");
}

static void make_policies(struct kern *k, bool six)
{
	for (size_t i = 0; i < sizeof(insides) / sizeof(insides[0]); i++) {
		make_policy(k, XFRM_POLICY_IN, six, &insides[i]);
		make_policy(k, XFRM_POLICY_FWD, six, &insides[i]);
	}
	make_policy(k, XFRM_POLICY_OUT, six, &insides[0]);
	frames_need(net_sa(k, .src = six ? "fd00::1" : "10.0.0.1",
			.dst = six ? "fd00::2" : "10.0.0.2", .proto = IPPROTO_ESP, .spi = 0x2000,
			.tunnel = true, .auth = "hmac(sha1)", .auth_key = SEAL_AUTH_KEY,
			.crypt = "cbc(aes)", .crypt_key = SEAL_CBC_KEY),
	    "state");
}

static void set_up(struct kern *k)
{
	int udp;

	seal_start();
	wire = frames_host(k);
	frames_sysctl(k, "net/ipv4/ip_forward", "1");
	frames_sysctl(k, "net/ipv6/conf/all/forwarding", "1");
	frames_need(net_link_add(k, "xfrm1", "xfrm", .xfrm = 1, .below = "eth0"), "xfrm1");
	frames_need(net_link_up(k, "xfrm1"), "xfrm1");
	frames_need(net_addr(k, "xfrm1", "172.17.0.1/24"), "address");
	frames_need(net_route(k, "172.16.0.0/16", .via = "10.0.0.2"), "route");
	frames_need(net_route(k, "fd16::/16", .via = "fd00::2"), "route");
	for (int six = 0; six < 2; six++) {
		for (size_t i = 0; i < SEAL_STATES; i++)
			make_state(k, &seal_states[i], six);
		make_policies(k, six);
	}
	frames_listen_at(k, SOCK_DGRAM, "[::]:9");
	frames_listen_at(k, SOCK_STREAM, "[::]:80");
	udp = frames_need(sock_open(k, AF_INET, SOCK_DGRAM, 0), "socket");
	frames_need(sock_bind(k, udp, "0.0.0.0:4500"), "bind");
	frames_need(sock_set(k, udp, IPPROTO_UDP, UDP_ENCAP, UDP_ENCAP_ESPINUDP), "UDP_ENCAP");
	frames_socket(k, udp);
	kern_advance(k, net_seconds(20));
	frames_ready();
}

static bool take(struct kern *k, const struct record *r)
{
	static uint8_t frame[UINT16_MAX];

	if (!r || r->kind != SEAL_FRAME)
		return !r;
	memcpy(frame, r->bytes, r->number);
	seal(frame, r->number);
	wire_put(wire, frame, r->number);
	kern_wait_all(k, 0); /* transport mode goes by a work queue */
	return true;
}

static void input(struct kern *k, const uint8_t *bytes, size_t size)
{
	frames_rows(k, seal_kinds, take, bytes, size);
}

FUZZ_RUNNER(ipsec, .boot = "ipv6 packet ipsec", .set_up = set_up, .input = input);
