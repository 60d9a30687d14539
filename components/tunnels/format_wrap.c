/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "components/tunnels/format_wrap.h"

#include <string.h>

#define HEADS 128 /* bytes of all that comes before what a tunnel carries */
#define ETHERNET 14

/* -- headers, written one behind the other -- */

static size_t put_ethernet(uint8_t *to, const struct tunnel *t)
{
	memcpy(to, FRAME_KERNEL_MAC, 6);
	memcpy(to + 6, FRAME_PEER_MAC, 6);
	put16(to + 12, t->six ? TYPE_IPV6 : TYPE_IPV4);
	return ETHERNET;
}

/* Lengths and checksums are made right at the end. */
static size_t put_ip(uint8_t *to, const struct tunnel *t)
{
	memset(to, 0, 40);
	if (!t->six) {
		to[0] = 0x45;
		to[8] = 64;
		to[9] = t->proto;
		memcpy(to + 12, FRAME_PEER_IP, 4);
		memcpy(to + 16, FRAME_KERNEL_IP, 4);
		return 20;
	}
	to[0] = 0x60;
	to[6] = t->proto;
	to[7] = 64;
	memcpy(to + 8, FRAME_PEER_IP6, 16);
	memcpy(to + 24, FRAME_KERNEL_IP6, 16);
	return 40;
}

static size_t put_gre(uint8_t *to, const struct tunnel *t, uint32_t type)
{
	size_t n = 4;

	memset(to, 0, 24);
	to[0] = t->flags;
	put16(to + 2, t->carries ? t->carries : type);
	if (t->flags & TUNNEL_CSUM)
		n += 4;
	if (t->flags & TUNNEL_KEY) {
		put32(to + n, t->key);
		n += 4;
	}
	if (t->flags & TUNNEL_SEQ) {
		put32(to + n, 1);
		n += 4;
	}
	if (t->carries == TYPE_ERSPAN) { /* version 1, and the number of the session */
		put16(to + n, 0x1000);
		put16(to + n + 2, t->key);
		n += 8;
	}
	return n;
}

/* UDP, and 8 bytes with the number of the network. */
static size_t put_udp(uint8_t *to, const struct tunnel *t)
{
	memset(to, 0, 16);
	put16(to, 0xc000);
	put16(to + 2, t->port);
	if (t->port == PORT_VXLAN)
		to[8] = 0x08;
	else
		put16(to + 10, t->carries);
	put32(to + 12, t->key << 8);
	return 16;
}

static size_t put_heads(uint8_t *to, const struct tunnel *t, uint32_t type)
{
	size_t n = put_ethernet(to, t);

	n += put_ip(to + n, t);
	if (t->proto == PROTO_GRE)
		n += put_gre(to + n, t, type);
	else if (t->proto == PROTO_UDP)
		n += put_udp(to + n, t);
	return n;
}

size_t wrap(const struct tunnel *t, uint8_t *frame, size_t len, size_t max)
{
	const size_t network = frame_network(frame, len), from = t->frames ? 0 : network;
	uint8_t heads[HEADS];
	size_t n;

	if (len <= network)
		return len;
	n = put_heads(heads, t, get16(frame + network - 2));
	if (n + len - from > max)
		return len;
	memmove(frame + n, frame + from, len - from);
	memcpy(frame, heads, n);
	frame_repair(FRAME_ARRIVES, frame, n + len - from);
	return n + len - from;
}

size_t unwrap(uint8_t *frame, size_t len)
{
	const size_t inner = frame_inner(frame, len);

	if (!inner)
		return len;
	put16(frame + 12, frame[inner] >> 4 == 6 ? TYPE_IPV6 : TYPE_IPV4);
	memmove(frame + ETHERNET, frame + inner, len - inner);
	return ETHERNET + len - inner;
}
