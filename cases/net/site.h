/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* One kernel with one wire, and a scripted peer at its other end: what most cases of the
 * network need.  A body that is one for IPv4 and IPv6 is a BOTH block. */
#ifndef CASES_NET_SITE_H
#define CASES_NET_SITE_H

#include "atf/case.h"
#include "harness/peer.h"

/* A version of IP. */
struct family {
	int af;
	bool six;
	const char *boot;
	const char *kernel, *kernel_net; /* the kernel's address, with its prefix */
	const char *peer, *other;        /* two more of that network */
	const char *far, *far_net;       /* an address of a network behind the peer */
	const char *any;                 /* "0.0.0.0" */
	int icmp;                        /* the protocol of its control messages */
	int echo, echo_reply, unreachable, port_unreachable; /* types, and a code of them */
	int level;                                           /* of socket options */
	uint32_t head;                                       /* bytes of its header */
};
extern const struct family ipv4, ipv6;

struct site {
	const struct family *f;
	struct kern *k;
	struct wire *w;
	const char *eth;
	struct peer *p; /* port 7 of f->peer; the kernel's port is 80 */
};
/* Boots and sets up; options for the boot as for kern_boot(). */
struct site site_open(const struct family *);
struct site site_boot(const struct family *, const struct boot *);
/* The same with more components than the family has; NULL: none. */
struct site site_open_with(const struct family *, const char *components);
/* The kernel has no defect and ends, and so do wire and peer. */
void site_close(struct site *);

/* "10.0.0.1:80", "[fd00::1]:80"; static, for a few calls. */
const char *at(const char *addr, int port);
/* A socket of the family. */
int site_socket(const struct site *, int type, int protocol);
/* One bound to a port of the kernel, which listens where it is TCP's. */
int site_server(const struct site *, int type, int port);

#define BOTH(id, text) BOTH_WITH(NULL, id, text)
#define BOTH_WITH(components, id, text)                            \
	static void both_##id(struct site *s);                     \
	CASE(id##_v4, text ", IPv4")                               \
	{                                                          \
		struct site s = site_open_with(&ipv4, components); \
                                                                   \
		both_##id(&s);                                     \
		site_close(&s);                                    \
	}                                                          \
	CASE(id##_v6, text ", IPv6")                               \
	{                                                          \
		struct site s = site_open_with(&ipv6, components); \
                                                                   \
		both_##id(&s);                                     \
		site_close(&s);                                    \
	}                                                          \
	static void both_##id(struct site *s)

#endif
