/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "harness/netlink.h"

#include <endian.h>
#include <errno.h>
#include <string.h>

#include "kernel/kern.h"

#define ANSWER 32768 /* bytes: what the kernel packs into one answer at the most */

static void *room(struct netlink *n, size_t len)
{
	const size_t all = NLMSG_ALIGN(len);
	void *at = n->bytes + n->len;

	if (all > sizeof(n->bytes) - n->len)
		harness_failf("netlink: a request of more than %zu bytes", sizeof(n->bytes));
	memset(at, 0, all);
	n->len += all;
	((struct nlmsghdr *)(n->bytes + n->start))->nlmsg_len = n->len - n->start;
	return at;
}

void netlink_next(struct netlink *n, int type, int flags, const void *fixed, size_t len)
{
	struct nlmsghdr *head;

	n->start = n->len;
	head = room(n, NLMSG_HDRLEN);
	head->nlmsg_type = type;
	head->nlmsg_flags = NLM_F_REQUEST | flags;
	head->nlmsg_seq = 1;
	memcpy(room(n, len), fixed, len);
}

void netlink_begin_for(struct netlink *n, struct kern *k, int protocol, int type, int flags,
    const void *fixed, size_t len)
{
	n->k = k;
	n->protocol = protocol;
	n->len = 0;
	netlink_next(n, type, flags, fixed, len);
}

void netlink_begin(struct netlink *n, struct kern *k, int type, int flags, const void *fixed,
    size_t len)
{
	netlink_begin_for(n, k, NETLINK_ROUTE, type, flags, fixed, len);
}

void netlink_put(struct netlink *n, int type, const void *value, size_t len)
{
	struct nlattr *a = room(n, NLA_HDRLEN + len);

	a->nla_type = type;
	a->nla_len = NLA_HDRLEN + len;
	memcpy((uint8_t *)a + NLA_HDRLEN, value, len);
}

void netlink_put_u32(struct netlink *n, int type, uint32_t value)
{
	netlink_put(n, type, &value, sizeof(value));
}

void netlink_put_raw(struct netlink *n, const void *bytes, size_t len)
{
	memcpy(room(n, len), bytes, len);
}

void netlink_put_u8(struct netlink *n, int type, uint8_t value)
{
	netlink_put(n, type, &value, sizeof(value));
}

void netlink_put_u16(struct netlink *n, int type, uint16_t value)
{
	netlink_put(n, type, &value, sizeof(value));
}

void netlink_put_be16(struct netlink *n, int type, uint16_t value)
{
	netlink_put_u16(n, type, htobe16(value));
}

void netlink_put_be32(struct netlink *n, int type, uint32_t value)
{
	netlink_put_u32(n, type, htobe32(value));
}

void netlink_put_be64(struct netlink *n, int type, uint64_t value)
{
	value = htobe64(value);
	netlink_put(n, type, &value, sizeof(value));
}

void netlink_put_text(struct netlink *n, int type, const char *text)
{
	netlink_put(n, type, text, strlen(text) + 1);
}

size_t netlink_nest(struct netlink *n, int type)
{
	const size_t at = n->len;

	netlink_put(n, type, NULL, 0);
	return at;
}

void netlink_nest_end(struct netlink *n, size_t nest)
{
	((struct nlattr *)(n->bytes + nest))->nla_len = n->len - nest;
}

/* The answers that came in one piece: 1 once the last one has been seen, with what f or
 * the kernel said at *result. */
static int read_answers(const uint8_t *at, size_t len, int (*f)(void *arg, const struct nlmsghdr *),
    void *arg, int *result)
{
	while (len >= NLMSG_HDRLEN) {
		const struct nlmsghdr *h = (const void *)at;
		const size_t step = NLMSG_ALIGN(h->nlmsg_len);

		if (h->nlmsg_len < NLMSG_HDRLEN || h->nlmsg_len > len)
			break;
		if (h->nlmsg_type == NLMSG_ERROR) {
			*result = ((const struct nlmsgerr *)(at + NLMSG_HDRLEN))->error;
			return 1;
		}
		if (h->nlmsg_type == NLMSG_DONE)
			return 1;
		*result = f ? f(arg, h) : 0;
		if (*result)
			return 1;
		at += step;
		len -= step < len ? step : len;
	}
	return 0;
}

static int ask(struct netlink *n, int (*f)(void *arg, const struct nlmsghdr *), void *arg)
{
	static uint8_t answer[ANSWER];
	const struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };
	int fd = kern_call(n->k, KERN_SOCKET, AF_NETLINK, SOCK_RAW, n->protocol), result = 0;
	long got;

	if (fd < 0)
		return fd;
	got = kern_call(n->k, KERN_SENDTO, fd, (long)n->bytes, n->len, 0, (long)&kernel,
	    sizeof(kernel));
	while (got >= 0) {
		got = kern_call(n->k, KERN_RECVFROM, fd, (long)answer, sizeof(answer), 0);
		if (got >= 0 && read_answers(answer, got, f, arg, &result))
			break;
	}
	kern_close(n->k, fd);
	return got < 0 ? got : result;
}

int netlink_ask(struct netlink *n)
{
	n->head.nlmsg_flags |= NLM_F_ACK;
	return ask(n, NULL, NULL);
}

int netlink_list(struct netlink *n, int (*f)(void *arg, const struct nlmsghdr *), void *arg)
{
	return ask(n, f, arg);
}

void netlink_each(const void *at, size_t all, void (*f)(void *arg, int type, const void *, size_t),
    void *arg)
{
	const uint8_t *from = at, *end = from + all;

	while (from + NLA_HDRLEN <= end) {
		const struct nlattr *a = (const void *)from;

		if (a->nla_len < NLA_HDRLEN || a->nla_len > end - from)
			break;
		f(arg, a->nla_type & NLA_TYPE_MASK, from + NLA_HDRLEN, a->nla_len - NLA_HDRLEN);
		from += NLA_ALIGN(a->nla_len);
	}
}

struct wanted {
	int type;
	const void *at;
	size_t len;
};

static void note_first(void *arg, int type, const void *at, size_t len)
{
	struct wanted *w = arg;

	if (type != w->type || w->at)
		return;
	w->at = at;
	w->len = len;
}

const void *netlink_inner(const void *at, size_t all, int type, size_t *len)
{
	struct wanted w = { .type = type };

	netlink_each(at, all, note_first, &w);
	if (w.at)
		*len = w.len;
	return w.at;
}

const void *netlink_find(const struct nlmsghdr *h, size_t fixed, int type, size_t *len)
{
	const size_t head = NLMSG_HDRLEN + NLMSG_ALIGN(fixed);

	return h->nlmsg_len < head
	           ? NULL
	           : netlink_inner((const uint8_t *)h + head, h->nlmsg_len - head, type, len);
}
