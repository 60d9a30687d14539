/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Netlink messages: made, sent, answered.  A program must also run where no library
 * for this is installed, and libmnl comes as a shared one only.
 */
#ifndef RUMPUS_NETLINK_H
#define RUMPUS_NETLINK_H

#include <linux/netlink.h>

#include "harness/net.h"

#define NETLINK_ROOM 4096 /* bytes of a request */

/* A request under way.  One that grows beyond its room ends the case. */
struct netlink {
	struct kern *k;
	int protocol; /* NETLINK_ROUTE, ... */
	size_t len;
	size_t start; /* of the message under way: one request may hold several */
	union {
		struct nlmsghdr head;
		uint8_t bytes[NETLINK_ROOM];
	};
};

/* Begins a request of a type (RTM_NEWLINK) with flags (NLM_F_CREATE) beside
 * NLM_F_REQUEST, and its fixed part. */
void netlink_begin(struct netlink *, struct kern *, int type, int flags, const void *fixed,
    size_t len);
/* The same of another protocol than NETLINK_ROUTE. */
void netlink_begin_for(struct netlink *, struct kern *, int protocol, int type, int flags,
    const void *fixed, size_t len);
/* Ends a message and begins another one of the same request. */
void netlink_next(struct netlink *, int type, int flags, const void *fixed, size_t len);
/* Adds an attribute. */
void netlink_put(struct netlink *, int type, const void *value, size_t len);
void netlink_put_u32(struct netlink *, int type, uint32_t value);
/* Adds bytes that are no attribute: the fixed part of one that holds others. */
void netlink_put_raw(struct netlink *, const void *bytes, size_t len);
void netlink_put_u8(struct netlink *, int type, uint8_t value);
void netlink_put_u16(struct netlink *, int type, uint16_t value);
/* Numbers in the order of the network. */
void netlink_put_be16(struct netlink *, int type, uint16_t value);
void netlink_put_be32(struct netlink *, int type, uint32_t value);
void netlink_put_be64(struct netlink *, int type, uint64_t value);
void netlink_put_text(struct netlink *, int type, const char *text);
/* Begins one that holds others: what netlink_nest_end() is to be given. */
size_t netlink_nest(struct netlink *, int type);
void netlink_nest_end(struct netlink *, size_t nest);

/* Sends the request (of one message) and reads the answer: 0 or what the kernel says. */
int netlink_ask(struct netlink *);
/* The same for one that is answered by messages: each is shown to f, which ends that by
 * giving non-zero; that, 0, or a negative errno. */
int netlink_list(struct netlink *, int (*f)(void *arg, const struct nlmsghdr *), void *arg);
/* The attribute of a type in a message with a fixed part of `fixed` bytes, or NULL; its
 * length at *len. */
const void *netlink_find(const struct nlmsghdr *, size_t fixed, int type, size_t *len);

/* The same among the attributes that fill [at, at + all). */
const void *netlink_inner(const void *at, size_t all, int type, size_t *len);
/* Calls f for each of these. */
void netlink_each(const void *at, size_t all, void (*f)(void *arg, int type, const void *, size_t),
    void *arg);

/* harness/net_type.c: adds what a new interface of a type is to have. */
void net_link_type(struct netlink *, const char *type, const struct net_link *);

#endif
