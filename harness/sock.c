/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/net.h"
#include "kernel/kern.h"

static void wrong(const char *text) __attribute__((noreturn));
static void wrong(const char *text)
{
	harness_failf("address \"%s\": expected one such as 10.0.0.1:80, [fd00::1]:80 or "
		      "[fe80::1%%eth0]:80",
	    text);
}

static uint16_t port(const char *text, const char *at)
{
	char *end;
	const unsigned long n = strtoul(at, &end, 10);

	if (*at < '0' || *at > '9' || *end || n > 65535)
		wrong(text);
	return n;
}

/* Takes what is between the brackets apart. */
static void address6(struct kern *k, const char *text, char *host, struct sockaddr_in6 *to)
{
	char *dev = strchr(host, '%');
	int index = 0;

	if (dev) {
		*dev++ = '\0';
		index = net_index(k, dev);
	}
	if (index < 0)
		harness_failf("address \"%s\": no interface %s", text, dev);
	to->sin6_family = AF_INET6;
	to->sin6_scope_id = index;
	if (inet_pton(AF_INET6, host, &to->sin6_addr) != 1)
		wrong(text);
}

socklen_t sock_addr(struct kern *k, const char *text, struct sockaddr_storage *to)
{
	const bool six = text[0] == '[';
	const char *colon = strrchr(text, ':');
	char host[SOCK_TEXT];
	const size_t len = colon ? (size_t)(colon - text) : 0;

	if (!colon || len >= sizeof(host) || (six && (len < 2 || text[len - 1] != ']')))
		wrong(text);
	memset(to, 0, sizeof(*to));
	if (six) {
		memcpy(host, text + 1, len - 2);
		host[len - 2] = '\0';
		address6(k, text, host, (struct sockaddr_in6 *)to);
		((struct sockaddr_in6 *)to)->sin6_port = htons(port(text, colon + 1));
		return sizeof(struct sockaddr_in6);
	}
	memcpy(host, text, len);
	host[len] = '\0';
	to->ss_family = AF_INET;
	if (inet_pton(AF_INET, host, &((struct sockaddr_in *)to)->sin_addr) != 1)
		wrong(text);
	((struct sockaddr_in *)to)->sin_port = htons(port(text, colon + 1));
	return sizeof(struct sockaddr_in);
}

void sock_text(const struct sockaddr_storage *from, char to[SOCK_TEXT])
{
	const struct sockaddr_in *in = (const void *)from;
	const struct sockaddr_in6 *in6 = (const void *)from;
	char host[INET6_ADDRSTRLEN];

	if (from->ss_family == AF_INET) {
		inet_ntop(AF_INET, &in->sin_addr, host, sizeof(host));
		snprintf(to, SOCK_TEXT, "%s:%u", host, ntohs(in->sin_port));
	} else if (from->ss_family == AF_INET6) {
		inet_ntop(AF_INET6, &in6->sin6_addr, host, sizeof(host));
		snprintf(to, SOCK_TEXT, "[%s]:%u", host, ntohs(in6->sin6_port));
	} else {
		snprintf(to, SOCK_TEXT, "(family %u)", from->ss_family);
	}
}

int sock_open(struct kern *k, int family, int type, int protocol)
{
	return kern_call(k, KERN_SOCKET, family, type, protocol);
}

int sock_pair(struct kern *k, int family, int type, int protocol, int fd[2])
{
	return kern_call(k, KERN_SOCKETPAIR, family, type, protocol, (long)fd);
}

int sock_bind(struct kern *k, int fd, const char *addr)
{
	struct sockaddr_storage ss;
	const socklen_t len = sock_addr(k, addr, &ss);

	return kern_call(k, KERN_BIND, fd, (long)&ss, len);
}

int sock_listen(struct kern *k, int fd, int backlog)
{
	return kern_call(k, KERN_LISTEN, fd, backlog);
}

int sock_connect(struct kern *k, int fd, const char *addr)
{
	struct sockaddr_storage ss;
	const socklen_t len = sock_addr(k, addr, &ss);

	return kern_call(k, KERN_CONNECT, fd, (long)&ss, len);
}

int sock_accept(struct kern *k, int fd, int flags)
{
	return kern_call(k, KERN_ACCEPT4, fd, 0, 0, flags);
}

static int name_of(struct kern *k, int call, int fd, char to[SOCK_TEXT])
{
	struct sockaddr_storage ss = { 0 };
	socklen_t len = sizeof(ss);
	const int error = kern_call(k, call, fd, (long)&ss, (long)&len);

	sock_text(&ss, to);
	return error;
}

int sock_name(struct kern *k, int fd, char to[SOCK_TEXT])
{
	return name_of(k, KERN_GETSOCKNAME, fd, to);
}

int sock_peer(struct kern *k, int fd, char to[SOCK_TEXT])
{
	return name_of(k, KERN_GETPEERNAME, fd, to);
}

ssize_t sock_send(struct kern *k, int fd, const void *data, size_t len, int flags)
{
	return kern_call(k, KERN_SENDTO, fd, (long)data, len, flags | MSG_NOSIGNAL, 0, 0);
}

ssize_t sock_recv(struct kern *k, int fd, void *data, size_t len, int flags)
{
	return kern_call(k, KERN_RECVFROM, fd, (long)data, len, flags, 0, 0);
}

ssize_t sock_sendto(struct kern *k, int fd, const void *data, size_t len, const char *to)
{
	struct sockaddr_storage ss;
	const socklen_t ss_len = sock_addr(k, to, &ss);

	return kern_call(k, KERN_SENDTO, fd, (long)data, len, MSG_NOSIGNAL, (long)&ss, ss_len);
}

ssize_t sock_recvfrom(struct kern *k, int fd, void *data, size_t len, int flags,
    char from[SOCK_TEXT])
{
	struct sockaddr_storage ss = { 0 };
	socklen_t ss_len = sizeof(ss);
	const ssize_t got =
	    kern_call(k, KERN_RECVFROM, fd, (long)data, len, flags, (long)&ss, (long)&ss_len);

	if (from)
		sock_text(&ss, from);
	return got;
}

int sock_set(struct kern *k, int fd, int level, int option, int value)
{
	return kern_call(k, KERN_SETSOCKOPT, fd, level, option, (long)&value, sizeof(value));
}

int sock_get(struct kern *k, int fd, int level, int option)
{
	int value = 0;
	socklen_t len = sizeof(value);
	const int error =
	    kern_call(k, KERN_GETSOCKOPT, fd, level, option, (long)&value, (long)&len);

	return error ? error : value;
}

int sock_shutdown(struct kern *k, int fd, int how)
{
	return kern_call(k, KERN_SHUTDOWN, fd, how);
}

int sock_error(struct kern *k, int fd)
{
	const int value = sock_get(k, fd, SOL_SOCKET, SO_ERROR);

	return value > 0 ? -value : value;
}

int sock_poll(struct kern *k, int fd, int events)
{
	struct pollfd p = { .fd = fd, .events = events };
	const struct timespec none = { 0 };
	const long n = kern_call(k, KERN_PPOLL, (long)&p, 1, (long)&none, 0, 0);

	return n < 0 ? n : p.revents;
}
