/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Calls that wait for several descriptors, and those that join two. */
#include <errno.h>
#include <string.h>
#include <time.h>

#include "packetdrill/adapter.h"

static int adapter_poll(void *u, struct pollfd *fds, nfds_t n, int timeout)
{
	const struct timespec time = { timeout / 1000, timeout % 1000 * 1000000L };
	struct question q;
	int64_t *arg = call_begin(&q, u, KERN_PPOLL);
	const void *at = client_room(&q, fds, n * sizeof(*fds), &arg[0]);
	long result;

	arg[1] = n;
	if (timeout >= 0)
		client_room(&q, &time, sizeof(time), &arg[2]);
	result = client_ask(&q);
	if (result >= 0)
		memcpy(fds, at, n * sizeof(*fds));
	return call_end(&q, result);
}

/* The kernel is one of the generic architecture, which does not pack this. */
struct event {
	uint32_t events;
	uint64_t data;
};

static int adapter_epoll_create(void *u, int size)
{
	if (size <= 0) {
		errno = EINVAL;
		return -1;
	}
	return call_plain(u, KERN_EPOLL_CREATE1, 0, 0, 0);
}

static int adapter_epoll_ctl(void *u, int epfd, int op, int fd, struct epoll_event *event)
{
	struct question q;
	int64_t *arg = call_begin(&q, u, KERN_EPOLL_CTL);

	arg[0] = epfd;
	arg[1] = op;
	arg[2] = fd;
	if (event) {
		const struct event e = { event->events, event->data.u64 };

		client_room(&q, &e, sizeof(e), &arg[3]);
	}
	return call_end(&q, client_ask(&q));
}

static int adapter_epoll_wait(void *u, int epfd, struct epoll_event *events, int max, int timeout)
{
	struct question q;
	int64_t *arg = call_begin(&q, u, KERN_EPOLL_PWAIT);
	const struct event *got = NULL;
	long result;

	arg[0] = epfd;
	if (max > 0)
		got = client_room(&q, NULL, max * sizeof(*got), &arg[1]);
	arg[2] = max;
	arg[3] = timeout;
	arg[5] = 8; /* bytes of a set of signals, of which there is none */
	result = client_ask(&q);
	for (long i = 0; i < result; i++) {
		events[i].events = got[i].events;
		events[i].data.u64 = got[i].data;
	}
	return call_end(&q, result);
}

static int adapter_pipe(void *u, int fd[2])
{
	struct question q;
	int64_t *arg = call_begin(&q, u, KERN_PIPE2);
	const void *at = client_room(&q, NULL, 2 * sizeof(*fd), &arg[0]);
	const long result = client_ask(&q);

	if (result >= 0)
		memcpy(fd, at, 2 * sizeof(*fd));
	return call_end(&q, result);
}

static int adapter_splice(void *u, int in, loff_t *in_at, int out, loff_t *out_at, size_t len,
    unsigned int flags)
{
	struct question q;
	int64_t *arg = call_begin(&q, u, KERN_SPLICE);

	/* A script writes NULL, but what comes then is a pointer to 0. */
	arg[0] = in;
	if (in_at && *in_at)
		client_room(&q, in_at, sizeof(*in_at), &arg[1]);
	arg[2] = out;
	if (out_at && *out_at)
		client_room(&q, out_at, sizeof(*out_at), &arg[3]);
	arg[4] = len;
	arg[5] = flags;
	return call_end(&q, client_ask(&q));
}

void adapter_wait(struct packetdrill_interface *to)
{
	to->poll = adapter_poll;
	to->epoll_create = adapter_epoll_create;
	to->epoll_ctl = adapter_epoll_ctl;
	to->epoll_wait = adapter_epoll_wait;
	to->pipe = adapter_pipe;
	to->splice = adapter_splice;
}
