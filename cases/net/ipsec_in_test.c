/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* IPsec: what is not right is not taken, and how long states last. */
#include <endian.h>

#include "cases/net/seal.h"

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
	seal_hmac(seal_auth_key, sizeof(seal_auth_key), esp, len, esp + len);
	esp[len] ^= spoil;
	peer_send(s->p, IP, P_PROTO(IPPROTO_ESP), P_DATA(esp, len + SEAL_ICV));
	kern_wait_all(s->k, 0); /* transport mode goes by a work queue */
	return sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT) == 4;
}

BOTH_WITH("ipsec", receive, "what is protected comes in, and what is not does not")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);
	char got[8];

	seal_protect(s, &seal_esp);
	REQUIRE(takes(s, fd, SEAL_SPI, 1, 0));
	peer_send(s->p, UDP, P_TEXT("ping"));
	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT));
	REQUIRE_EQ(1, net_xfrm_counter(s->k, "XfrmInTmplMismatch"));
}

BOTH_WITH("ipsec", forged, "a wrong check value or an unknown state is counted and dropped")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	seal_protect(s, &seal_esp);
	REQUIRE(!takes(s, fd, SEAL_SPI, 1, 1));
	REQUIRE_EQ(1, net_xfrm_counter(s->k, "XfrmInStateProtoError"));
	REQUIRE(!takes(s, fd, SEAL_SPI + 1, 1, 0));
	REQUIRE_EQ(1, net_xfrm_counter(s->k, "XfrmInNoStates"));
	REQUIRE(takes(s, fd, SEAL_SPI, 1, 0));
}

BOTH_WITH("ipsec", replay, "a packet is taken once, and not when it is older than the window")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);

	seal_protect(s, &seal_esp);
	REQUIRE(takes(s, fd, SEAL_SPI, 40, 0));
	REQUIRE(!takes(s, fd, SEAL_SPI, 40, 0));
	REQUIRE(takes(s, fd, SEAL_SPI, 9, 0)); /* the oldest of 32 */
	REQUIRE(!takes(s, fd, SEAL_SPI, 9, 0));
	REQUIRE(!takes(s, fd, SEAL_SPI, 8, 0));
	REQUIRE(takes(s, fd, SEAL_SPI, 41, 0));
	REQUIRE(!takes(s, fd, SEAL_SPI, 0, 0));
	REQUIRE_EQ(4, net_xfrm_counter(s->k, "XfrmInStateSeqError"));
	/* A forged packet must not move the window. */
	REQUIRE(!takes(s, fd, SEAL_SPI, 100000, 1));
	REQUIRE(takes(s, fd, SEAL_SPI, 42, 0));
}

BOTH_WITH("ipsec", short, "ESP that ends within its header, trailer or check value is dropped")
{
	const int fd = site_server(s, SOCK_DGRAM, 80);
	const uint8_t esp[64] = { 0, 0, SEAL_SPI >> 8, SEAL_SPI & 0xff, 0, 0, 0, 1 };
	char got[8];

	seal_protect(s, &seal_esp);
	for (size_t len = 0; len <= sizeof(esp); len++)
		peer_send(s->p, IP, P_PROTO(IPPROTO_ESP), P_DATA(esp, len));
	REQUIRE_EQ(-EAGAIN, sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT));
	REQUIRE(takes(s, fd, SEAL_SPI, 1, 0));
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
	struct net_sa sa = seal_esp;
	const int fd = site_socket(s, SOCK_DGRAM, 0);

	sa.packets = 2;
	seal_protect(s, &sa);
	for (int i = 0; i < 2; i++) {
		seal_say(s, fd, "hello");
		seal_next(s, &sa);
	}
	sock_sendto(s->k, fd, "hello", 5, at(s->f->peer, 9));
	peer_quiet(s->p, net_seconds(1));
	REQUIRE_EQ(-ESRCH, net_sa_find(s->k, s->f->peer, IPPROTO_ESP, SEAL_SPI));
}

BOTH_WITH("ipsec", seconds, "a state is gone when its time is over")
{
	struct net_sa sa = seal_esp;
	const int fd = site_server(s, SOCK_DGRAM, 80);

	sa.seconds = 3600;
	seal_protect(s, &sa);
	kern_advance(s->k, net_seconds(3590));
	REQUIRE(takes(s, fd, SEAL_SPI, 1, 0));
	REQUIRE_OK(net_sa_find(s->k, s->f->kernel, IPPROTO_ESP, SEAL_SPI));
	kern_advance(s->k, net_seconds(20));
	REQUIRE(!takes(s, fd, SEAL_SPI, 2, 0));
	REQUIRE_EQ(-ESRCH, net_sa_find(s->k, s->f->kernel, IPPROTO_ESP, SEAL_SPI));
}

BOTH_WITH("ipsec", overflow, "no number is used twice: after the last one nothing is sent")
{
	struct net_sa sa = seal_esp;
	const int fd = site_socket(s, SOCK_DGRAM, 0);

	sa.seq = 0xfffffffe;
	seal_protect(s, &sa);
	seal_say(s, fd, "hello");
	REQUIRE_MEMEQ("\xff\xff\xff\xff", seal_next(s, &sa)->data + 4, 4);
	sock_sendto(s->k, fd, "hello", 5, at(s->f->peer, 9));
	peer_quiet(s->p, net_seconds(1));
	REQUIRE_EQ(1, net_xfrm_counter(s->k, "XfrmOutStateSeqError"));
}

BOTH_WITH("ipsec", refused,
    "an algorithm that there is none of, or a state that is there, is refused")
{
	const char *here = s->f->kernel, *there = s->f->peer;

	seal_protect(s, &seal_esp);
	REQUIRE_EQ(-EEXIST, net_sa(s->k, .src = here, .dst = there, .proto = IPPROTO_ESP,
				.spi = SEAL_SPI, .auth = "hmac(sha1)", .auth_key = SEAL_AUTH_KEY));
	REQUIRE_EQ(-ENOSYS, net_sa(s->k, .src = here, .dst = there, .proto = IPPROTO_ESP, .spi = 9,
				.auth = "hmac(none)", .auth_key = SEAL_AUTH_KEY));
	REQUIRE_EQ(-EINVAL, net_sa(s->k, .src = here, .dst = there, .proto = IPPROTO_ESP, .spi = 9,
				.crypt = "cbc(aes)", .crypt_key = "0011"));
	REQUIRE_EQ(-EINVAL, net_sa(s->k, .src = here, .dst = there, .proto = IPPROTO_AH, .spi = 9));
	REQUIRE_EQ(-ESRCH, net_sa_del(s->k, there, IPPROTO_ESP, 9));
	REQUIRE_OK(net_sa_del(s->k, there, IPPROTO_ESP, SEAL_SPI));
}
