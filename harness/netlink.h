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
	size_t len;
	union {
		struct nlmsghdr head;
		uint8_t bytes[NETLINK_ROOM];
	};
};

/* Begins a request of a type (RTM_NEWLINK) with flags (NLM_F_CREATE) beside
 * NLM_F_REQUEST, and its fixed part. */
void netlink_begin(struct netlink *, struct kern *, int type, int flags, const void *fixed,
    size_t len);
/* Adds an attribute. */
void netlink_put(struct netlink *, int type, const void *value, size_t len);
void netlink_put_u32(struct netlink *, int type, uint32_t value);
void netlink_put_text(struct netlink *, int type, const char *text);
/* Begins one that holds others: what netlink_nest_end() is to be given. */
size_t netlink_nest(struct netlink *, int type);
void netlink_nest_end(struct netlink *, size_t nest);

/* Sends the request and reads the answer: 0 or what the kernel says. */
int netlink_ask(struct netlink *);
/* The same for one that is answered by messages: each is shown to f, which ends that by
 * giving non-zero; that, 0, or a negative errno. */
int netlink_list(struct netlink *, int (*f)(void *arg, const struct nlmsghdr *), void *arg);
/* The attribute of a type in a message with a fixed part of `fixed` bytes, or NULL; its
 * length at *len. */
const void *netlink_find(const struct nlmsghdr *, size_t fixed, int type, size_t *len);

#endif
