/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Calls that move data. */
#include <string.h>

#include "packetdrill/adapter.h"

/* -- one buffer -- */

static ssize_t write_with(void *u, enum kern_call call, int fd, const void *from, size_t len,
    int flags, const struct sockaddr *to, socklen_t to_len)
{
	struct question q;
	int64_t *arg = call_begin(&q, u, call);

	arg[0] = fd;
	client_room(&q, from, len, &arg[1]);
	arg[2] = len;
	arg[3] = flags;
	if (to)
		client_room(&q, to, to_len, &arg[4]);
	arg[5] = to_len;
	return call_end(&q, client_ask(&q));
}

static ssize_t adapter_write(void *u, int fd, const void *from, size_t len)
{
	return write_with(u, KERN_WRITE, fd, from, len, 0, NULL, 0);
}

static ssize_t adapter_send(void *u, int fd, const void *from, size_t len, int flags)
{
	return write_with(u, KERN_SENDTO, fd, from, len, flags, NULL, 0);
}

static ssize_t adapter_sendto(void *u, int fd, const void *from, size_t len, int flags,
    const struct sockaddr *to, socklen_t to_len)
{
	return write_with(u, KERN_SENDTO, fd, from, len, flags, to, to_len);
}

static ssize_t read_with(void *u, enum kern_call call, int fd, void *to, size_t len, int flags,
    struct sockaddr *from, socklen_t *from_len)
{
	struct question q;
	int64_t *arg = call_begin(&q, u, call);
	const socklen_t room = from && from_len ? *from_len : 0;
	const void *data, *addr = NULL, *used = NULL;
	long result;

	arg[0] = fd;
	data = client_room(&q, NULL, len, &arg[1]);
	arg[2] = len;
	arg[3] = flags;
	if (from && from_len) {
		addr = client_room(&q, NULL, room, &arg[4]);
		used = client_room(&q, from_len, sizeof(*from_len), &arg[5]);
	}
	result = client_ask(&q);
	if (result > 0)
		memcpy(to, data, (size_t)result < len ? (size_t)result : len);
	if (result >= 0 && used) {
		memcpy(from_len, used, sizeof(*from_len));
		memcpy(from, addr, *from_len < room ? *from_len : room);
	}
	return call_end(&q, result);
}

static ssize_t adapter_read(void *u, int fd, void *to, size_t len)
{
	return read_with(u, KERN_READ, fd, to, len, 0, NULL, NULL);
}

static ssize_t adapter_recv(void *u, int fd, void *to, size_t len, int flags)
{
	return read_with(u, KERN_RECVFROM, fd, to, len, flags, NULL, NULL);
}

static ssize_t adapter_recvfrom(void *u, int fd, void *to, size_t len, int flags,
    struct sockaddr *from, socklen_t *from_len)
{
	return read_with(u, KERN_RECVFROM, fd, to, len, flags, from, from_len);
}

/* -- several buffers -- */

/* Copies a list of buffers; those to be filled (`fill`) have their room alone. */
static struct iovec *put_iov(struct question *q, const struct iovec *iov, size_t n, bool fill,
    int64_t *arg)
{
	struct iovec *copy = client_room(q, NULL, n * sizeof(*iov), arg);

	for (size_t i = 0; i < n; i++) {
		int64_t at;

		client_room(q, fill ? NULL : iov[i].iov_base, iov[i].iov_len, &at);
		copy[i] = (struct iovec){ (void *)at, iov[i].iov_len };
	}
	return copy;
}

/* Fills the buffers of the caller from those that the kernel filled. */
static void get_iov(struct question *q, const struct iovec *copy, const struct iovec *iov, size_t n,
    size_t len)
{
	for (size_t i = 0; i < n && len; i++) {
		const size_t part = iov[i].iov_len < len ? iov[i].iov_len : len;

		memcpy(iov[i].iov_base, client_at(q, (int64_t)copy[i].iov_base), part);
		len -= part;
	}
}

static ssize_t adapter_readv(void *u, int fd, const struct iovec *iov, int n)
{
	struct question q;
	int64_t *arg = call_begin(&q, u, KERN_READV);
	const struct iovec *copy = put_iov(&q, iov, n, true, &arg[1]);
	long result;

	arg[0] = fd;
	arg[2] = n;
	result = client_ask(&q);
	if (result > 0)
		get_iov(&q, copy, iov, n, result);
	return call_end(&q, result);
}

static ssize_t adapter_writev(void *u, int fd, const struct iovec *iov, int n)
{
	struct question q;
	int64_t *arg = call_begin(&q, u, KERN_WRITEV);

	put_iov(&q, iov, n, false, &arg[1]);
	arg[0] = fd;
	arg[2] = n;
	return call_end(&q, client_ask(&q));
}

/* -- messages -- */

/* A message as the kernel is to see it, and where its parts can be read then. */
struct parts {
	struct msghdr *head;
	struct iovec *iov;
	void *name, *control;
};

static struct parts put_message(struct question *q, const struct msghdr *msg, bool fill)
{
	struct parts p = { .head = client_room(q, msg, sizeof(*msg), &q->m->arg[1]) };
	int64_t at = 0;

	p.iov = put_iov(q, msg->msg_iov, msg->msg_iovlen, fill, &at);
	p.head->msg_iov = (void *)at;
	if (msg->msg_name) {
		p.name = client_room(q, msg->msg_name, msg->msg_namelen, &at);
		p.head->msg_name = (void *)at;
	}
	if (msg->msg_control) {
		p.control = client_room(q, msg->msg_control, msg->msg_controllen, &at);
		p.head->msg_control = (void *)at;
	}
	return p;
}

static ssize_t adapter_sendmsg(void *u, int fd, const struct msghdr *msg, int flags)
{
	struct question q;
	int64_t *arg = call_begin(&q, u, KERN_SENDMSG);

	put_message(&q, msg, false);
	arg[0] = fd;
	arg[2] = flags;
	return call_end(&q, client_ask(&q));
}

static ssize_t adapter_recvmsg(void *u, int fd, struct msghdr *msg, int flags)
{
	struct question q;
	int64_t *arg = call_begin(&q, u, KERN_RECVMSG);
	const struct parts p = put_message(&q, msg, true);
	long result;

	arg[0] = fd;
	arg[2] = flags;
	result = client_ask(&q);
	if (result >= 0) {
		get_iov(&q, p.iov, msg->msg_iov, msg->msg_iovlen, result);
		if (p.name && p.head->msg_namelen < msg->msg_namelen)
			msg->msg_namelen = p.head->msg_namelen;
		if (p.name)
			memcpy(msg->msg_name, p.name, msg->msg_namelen);
		msg->msg_controllen = p.head->msg_controllen;
		if (p.control)
			memcpy(msg->msg_control, p.control, msg->msg_controllen);
		msg->msg_flags = p.head->msg_flags;
	}
	return call_end(&q, result);
}

void adapter_data(struct packetdrill_interface *to)
{
	to->read = adapter_read;
	to->readv = adapter_readv;
	to->recv = adapter_recv;
	to->recvfrom = adapter_recvfrom;
	to->recvmsg = adapter_recvmsg;
	to->write = adapter_write;
	to->writev = adapter_writev;
	to->send = adapter_send;
	to->sendto = adapter_sendto;
	to->sendmsg = adapter_sendmsg;
}
