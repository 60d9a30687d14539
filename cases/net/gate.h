/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* One kernel between two networks, each with a scripted peer: a gateway. */
#ifndef CASES_NET_GATE_H
#define CASES_NET_GATE_H

#include "cases/net/site.h"

struct gate {
	const struct family *f;
	struct kern *k;
	struct wire *in, *out;       /* eth0: the network of f->kernel; eth1: that of `outer` */
	struct peer *client;         /* on eth0: f->peer, port 7 */
	struct peer *server;         /* on eth1: port 80 */
	const char *outer, *outside; /* the kernel's address on eth1, the server's */
};
/* Boots with the family and more components; packets are forwarded. */
struct gate gate_open(const struct family *, const char *components);
void gate_close(struct gate *);

/* BOTH of site.h, with a gate. */
#define BOTH_GATES(components, id, text)                      \
	static void both_##id(struct gate *g);                \
	CASE(id##_v4, text ", IPv4")                          \
	{                                                     \
		struct gate g = gate_open(&ipv4, components); \
                                                              \
		both_##id(&g);                                \
		gate_close(&g);                               \
	}                                                     \
	CASE(id##_v6, text ", IPv6")                          \
	{                                                     \
		struct gate g = gate_open(&ipv6, components); \
                                                              \
		both_##id(&g);                                \
		gate_close(&g);                               \
	}                                                     \
	static void both_##id(struct gate *g)

#endif
