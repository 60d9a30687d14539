/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The interface: time, packets, and calls that set sockets up. */
#include "packetdrill/adapter.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ioctl.h>

/* -- calls -- */

long call_end(struct question *q, long result)
{
	client_done(q);
	if (result >= 0)
		return result;
	errno = -result;
	return -1;
}

long call_plain(void *client, enum kern_call call, long a, long b, long c)
{
	struct question q;
	int64_t *arg = call_begin(&q, client, call);

	arg[0] = a;
	arg[1] = b;
	arg[2] = c;
	return call_end(&q, client_ask(&q));
}

static int adapter_socket(void *u, int domain, int type, int protocol)
{
	return call_plain(u, KERN_SOCKET, domain, type, protocol);
}

static int adapter_listen(void *u, int fd, int backlog)
{
	return call_plain(u, KERN_LISTEN, fd, backlog, 0);
}

static int adapter_shutdown(void *u, int fd, int how)
{
	return call_plain(u, KERN_SHUTDOWN, fd, how, 0);
}

static int adapter_close(void *u, int fd)
{
	return call_plain(u, KERN_CLOSE, fd, 0, 0);
}

static int adapter_fcntl(void *u, int fd, int command, ...)
{
	va_list args;
	long value;

	va_start(args, command);
	value = va_arg(args, long);
	va_end(args);
	return call_plain(u, KERN_FCNTL, fd, command, value);
}

/* -- calls with an address -- */

static int with_address(void *u, enum kern_call call, int fd, const struct sockaddr *addr,
    socklen_t len)
{
	struct question q;
	int64_t *arg = call_begin(&q, u, call);

	arg[0] = fd;
	client_room(&q, addr, len, &arg[1]);
	arg[2] = len;
	return call_end(&q, client_ask(&q));
}

static int adapter_bind(void *u, int fd, const struct sockaddr *addr, socklen_t len)
{
	return with_address(u, KERN_BIND, fd, addr, len);
}

static int adapter_connect(void *u, int fd, const struct sockaddr *addr, socklen_t len)
{
	return with_address(u, KERN_CONNECT, fd, addr, len);
}

static int adapter_accept(void *u, int fd, struct sockaddr *addr, socklen_t *len)
{
	struct question q;
	int64_t *arg = call_begin(&q, u, KERN_ACCEPT4);
	const socklen_t room = addr && len ? *len : 0;
	const void *from = NULL, *used = NULL;
	long result;

	arg[0] = fd;
	if (addr && len) {
		from = client_room(&q, NULL, room, &arg[1]);
		used = client_room(&q, len, sizeof(*len), &arg[2]);
	}
	result = client_ask(&q);
	if (result >= 0 && used) {
		memcpy(len, used, sizeof(*len));
		memcpy(addr, from, *len < room ? *len : room);
	}
	return call_end(&q, result);
}

/* -- options -- */

static int adapter_setsockopt(void *u, int fd, int level, int option, const void *value,
    socklen_t len)
{
	struct question q;
	int64_t *arg = call_begin(&q, u, KERN_SETSOCKOPT);

	arg[0] = fd;
	arg[1] = level;
	arg[2] = option;
	if (value)
		client_room(&q, value, len, &arg[3]);
	arg[4] = len;
	return call_end(&q, client_ask(&q));
}

static int adapter_getsockopt(void *u, int fd, int level, int option, void *value, socklen_t *len)
{
	struct question q;
	int64_t *arg = call_begin(&q, u, KERN_GETSOCKOPT);
	const void *at, *used;
	long result;

	arg[0] = fd;
	arg[1] = level;
	arg[2] = option;
	at = client_room(&q, value, *len, &arg[3]); /* some options are asked for by a value */
	used = client_room(&q, len, sizeof(*len), &arg[4]);
	result = client_ask(&q);
	if (result >= 0) {
		memcpy(len, used, sizeof(*len));
		memcpy(value, at, *len);
	}
	return call_end(&q, result);
}

/* Those of sockets have an int, where their number does not tell the size. */
static int adapter_ioctl(void *u, int fd, unsigned long request, ...)
{
	const size_t len = _IOC_SIZE(request) ? _IOC_SIZE(request) : sizeof(int);
	struct question q;
	int64_t *arg = call_begin(&q, u, KERN_IOCTL);
	va_list args;
	void *value, *at;
	long result;

	va_start(args, request);
	value = va_arg(args, void *);
	va_end(args);
	arg[0] = fd;
	arg[1] = request;
	at = value ? client_room(&q, value, len, &arg[2]) : NULL;
	result = client_ask(&q);
	if (at && result >= 0)
		memcpy(value, at, len);
	return call_end(&q, result);
}

/* -- packets and time -- */

static int adapter_send_packet(void *u, const void *packet, size_t len)
{
	struct question q;
	int64_t address;

	client_begin(&q, u, ASK_SEND);
	client_room(&q, packet, len, &address);
	q.m->arg[0] = len;
	return call_end(&q, client_ask(&q));
}

static int adapter_receive_packet(void *u, void *packet, size_t *len, long long *time)
{
	struct question q;
	int64_t got;

	do {
		client_settle(u);
		client_begin(&q, u, ASK_RECEIVE);
		q.m->arg[0] = *len;
		got = client_ask(&q);
		if (got > 0)
			memcpy(packet, q.m->data, got);
		*time = q.m->time / 1000;
		client_done(&q);
	} while (got == -EAGAIN);
	*len = got > 0 ? got : 0;
	return 0; /* with -1 the same would be asked for ever */
}

static int adapter_usleep(void *u, useconds_t us)
{
	int64_t left = (int64_t)us * 1000;
	struct question q;

	while (left > 0) {
		client_settle(u);
		client_begin(&q, u, ASK_SLEEP);
		q.m->arg[0] = left;
		left = client_ask(&q);
		client_done(&q);
	}
	return left ? call_end(&q, left) : 0;
}

static int adapter_gettimeofday(void *u, struct timeval *tv, struct timezone *tz)
{
	struct question q;
	long result;

	(void)tz;
	client_settle(u);
	client_begin(&q, u, ASK_TIME);
	result = client_ask(&q);
	tv->tv_sec = q.m->time / 1000000000;
	tv->tv_usec = q.m->time % 1000000000 / 1000;
	return call_end(&q, result);
}

static void adapter_free(void *u)
{
	client_end(u);
}

void packetdrill_interface_init(const char *flags, struct packetdrill_interface *to)
{
	*to = (struct packetdrill_interface){
		.userdata = client_start(flags),
		.free = adapter_free,
		.socket = adapter_socket,
		.bind = adapter_bind,
		.listen = adapter_listen,
		.accept = adapter_accept,
		.connect = adapter_connect,
		.fcntl = adapter_fcntl,
		.ioctl = adapter_ioctl,
		.close = adapter_close,
		.shutdown = adapter_shutdown,
		.getsockopt = adapter_getsockopt,
		.setsockopt = adapter_setsockopt,
		.netdev_send = adapter_send_packet,
		.netdev_receive = adapter_receive_packet,
		.usleep = adapter_usleep,
		.gettimeofday = adapter_gettimeofday,
	};
	adapter_data(to);
	adapter_wait(to);
}
