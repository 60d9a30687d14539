/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * System calls.  Those of packetdrill's main thread are context 0's.  Those of the other one
 * may block while context 0 makes more of them, and are made by a worker: a process of
 * its own, which is passed the descriptors of a call as processes pass them to one another.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "packetdrill/kernel.h"

int64_t drill_call(struct drill *s, const struct message *m)
{
	const long arg[6] = { m->arg[0], m->arg[1], m->arg[2], m->arg[3], m->arg[4], m->arg[5] };

	return kern_call_(s->k, m->call, arg);
}

/* -- descriptors -- */

/* Passes a descriptor from one end of the pair to the other; its number there. */
static int pass(struct drill *s, int fd, bool back)
{
	char byte = 0, control[CMSG_SPACE(sizeof(int))] = { 0 };
	struct iovec iov = { &byte, 1 };
	struct msghdr msg = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof(control),
	};
	struct cmsghdr *c = CMSG_FIRSTHDR(&msg);
	long error;

	*c = (struct cmsghdr){ CMSG_LEN(sizeof(int)), SOL_SOCKET, SCM_RIGHTS };
	memcpy(CMSG_DATA(c), &fd, sizeof(fd));
	kern_switch(s->k, back ? s->worker : 0);
	error = kern_call(s->k, KERN_SENDMSG, s->pair[back], (long)&msg, 0);
	kern_switch(s->k, back ? 0 : s->worker);
	if (error >= 0)
		error = kern_call(s->k, KERN_RECVMSG, s->pair[!back], (long)&msg, 0);
	kern_switch(s->k, 0);
	if (error < 0)
		return error;
	memcpy(&fd, CMSG_DATA(c), sizeof(fd));
	return fd;
}

/* Puts the worker's number in the place of one of context 0. */
static int lend(struct drill *s, int32_t *fd)
{
	int there;

	if (s->lents == LENT)
		return -EINVAL;
	there = pass(s, *fd, false);
	if (there < 0)
		return there;
	s->lent[s->lents] = there;
	s->owned[s->lents++] = *fd;
	*fd = there;
	return 0;
}

static int lend_arg(struct drill *s, int64_t *arg)
{
	int32_t fd = *arg;
	const int error = lend(s, &fd);

	*arg = fd;
	return error;
}

struct pollfd_part { /* of struct pollfd */
	int32_t fd;
	int16_t events, revents;
};

static int lend_all(struct drill *s, struct message *m)
{
	struct pollfd_part *poll = (void *)m->arg[0];
	int error = 0;

	s->lents = 0;
	switch (m->call) {
	case KERN_PPOLL:
		for (int64_t i = 0; !error && i < m->arg[1]; i++)
			error = poll[i].fd < 0 ? 0 : lend(s, &poll[i].fd);
		return error;
	case KERN_EPOLL_CTL:
	case KERN_SPLICE:
		error = lend_arg(s, &m->arg[2]);
	}
	return error ? error : lend_arg(s, &m->arg[0]);
}

/* The worker's own are closed, and the caller sees its numbers again; a new one goes to
 * context 0. */
static int64_t take_back(struct drill *s, struct message *m, int64_t result)
{
	struct pollfd_part *poll = (void *)m->arg[0];
	int new = result;

	for (int64_t i = 0, next = 0; m->call == KERN_PPOLL && i < m->arg[1]; i++)
		if (poll[i].fd >= 0 && next < s->lents)
			poll[i].fd = s->owned[next++];
	if (m->call == KERN_ACCEPT4 && result >= 0) {
		result = pass(s, new, true);
		s->lent[s->lents++ % LENT] = new;
	}
	kern_switch(s->k, s->worker);
	for (int i = 0; m->call != KERN_CLOSE && i < s->lents; i++)
		kern_close(s->k, s->lent[i]);
	kern_switch(s->k, 0);
	s->lents = 0;
	return result;
}

/* -- calls of the worker -- */

int64_t drill_start(struct drill *s, struct message *m)
{
	int64_t result;

	switch (m->call) {
	case KERN_SOCKET:
	case KERN_PIPE2:
	case KERN_EPOLL_CREATE1: /* these do not block */
		return drill_call(s, m);
	}
	result = lend_all(s, m);
	if (result >= 0 && m->call == KERN_CLOSE)
		kern_close(s->k, s->owned[0]); /* the worker's is the last */
	if (result >= 0)
		result = kern_start(s->k, s->worker, m->call, m->arg[0], m->arg[1], m->arg[2],
		    m->arg[3], m->arg[4], m->arg[5]);
	s->parked = result == -EINPROGRESS;
	return s->parked ? result : take_back(s, m, result);
}

bool drill_pass(struct drill *s, uint64_t ns)
{
	int64_t result;

	if (!s->parked) {
		kern_wait(s->k, ns);
		return false;
	}
	result = kern_finish_in(s->k, s->worker, ns);
	if (result == -EINPROGRESS)
		return false;
	s->parked = false;
	result = take_back(s, &s->shared->slot[SLOT_OTHER], result);
	drill_answer(s, SLOT_OTHER, result);
	return true;
}

void drill_open_worker(struct drill *s)
{
	const int error = sock_pair(s->k, AF_UNIX, SOCK_DGRAM, 0, s->pair);

	if (error < 0)
		harness_failf("socketpair: %s", strerrorname_np(-error));
	s->worker = kern_context(s->k);
}
