/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Unix sockets. */
#include <poll.h>
#include <stddef.h>
#include <sys/un.h>

#include "atf/case.h"
#include "harness/net.h"
#include "kernel/kern.h"

static struct kern *pair(int type, int fd[2])
{
	struct kern *k = kern_boot("unix");

	REQUIRE_OK(sock_pair(k, AF_UNIX, type, 0, fd));
	return k;
}

static void end(struct kern *k)
{
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
}

CASE(stream, "a stream has no boundaries, and ends with its writer")
{
	char got[16];
	int fd[2];
	struct kern *k = pair(SOCK_STREAM, fd);

	REQUIRE_EQ(3, sock_send(k, fd[0], "one", 3, 0));
	REQUIRE_EQ(3, sock_send(k, fd[0], "two", 3, 0));
	REQUIRE_EQ(4, sock_recv(k, fd[1], got, 4, 0));
	REQUIRE_MEMEQ("onet", got, 4);
	REQUIRE_OK(kern_close(k, fd[0]));
	REQUIRE_EQ(2, sock_recv(k, fd[1], got, sizeof(got), 0));
	REQUIRE_EQ(0, sock_recv(k, fd[1], got, sizeof(got), 0));
	REQUIRE_EQ(-EPIPE, sock_send(k, fd[1], "x", 1, MSG_NOSIGNAL));
	end(k);
}

static void messages(int type)
{
	char got[16];
	int fd[2];
	struct kern *k = pair(type, fd);

	REQUIRE_EQ(3, sock_send(k, fd[0], "one", 3, 0));
	REQUIRE_EQ(3, sock_send(k, fd[0], "two", 3, 0));
	REQUIRE_EQ(2, sock_recv(k, fd[1], got, 2, 0)); /* the rest of a message is gone */
	REQUIRE_EQ(3, sock_recv(k, fd[1], got, sizeof(got), 0));
	REQUIRE_MEMEQ("two", got, 3);
	REQUIRE_EQ(-EAGAIN, sock_recv(k, fd[1], got, sizeof(got), MSG_DONTWAIT));
	end(k);
}

CASE(datagram, "datagrams have boundaries")
{
	messages(SOCK_DGRAM);
}

CASE(seqpacket, "packets in sequence have boundaries")
{
	messages(SOCK_SEQPACKET);
}

CASE(full, "a stream that nobody reads takes what fits, and goes on once it is read")
{
	static char data[4096];
	size_t sent = 0, read = 0;
	ssize_t len;
	int fd[2];
	struct kern *k = pair(SOCK_STREAM | SOCK_NONBLOCK, fd);

	while ((len = sock_send(k, fd[0], data, sizeof(data), 0)) > 0)
		sent += len;
	REQUIRE_EQ(-EAGAIN, len);
	REQUIRE_EQ(0, sock_poll(k, fd[0], POLLOUT));
	while ((len = sock_recv(k, fd[1], data, sizeof(data), 0)) > 0)
		read += len;
	REQUIRE_EQ(sent, read);
	REQUIRE_EQ(POLLOUT, sock_poll(k, fd[0], POLLOUT));
	end(k);
}

/* -- names -- */

static socklen_t named(struct sockaddr_un *to, const char *name, size_t len)
{
	*to = (struct sockaddr_un){ .sun_family = AF_UNIX };
	memcpy(to->sun_path, name, len);
	return offsetof(struct sockaddr_un, sun_path) + len;
}

static void by_name(const char *name, size_t len, bool file)
{
	struct kern *k = kern_boot("unix");
	const int server = REQUIRE_OK(sock_open(k, AF_UNIX, SOCK_STREAM, 0));
	const int client = REQUIRE_OK(sock_open(k, AF_UNIX, SOCK_STREAM, 0));
	const int late = REQUIRE_OK(sock_open(k, AF_UNIX, SOCK_STREAM, 0));
	struct sockaddr_un addr;
	const socklen_t size = named(&addr, name, len);
	struct stat st;
	char got[8];
	int one;

	REQUIRE_EQ(file ? -ENOENT : -ECONNREFUSED,
	    kern_call(k, KERN_CONNECT, client, (long)&addr, size));
	REQUIRE_OK(kern_call(k, KERN_BIND, server, (long)&addr, size));
	REQUIRE_EQ(-EADDRINUSE, kern_call(k, KERN_BIND, late, (long)&addr, size));
	REQUIRE_EQ(-ECONNREFUSED, kern_call(k, KERN_CONNECT, client, (long)&addr, size));
	REQUIRE_OK(sock_listen(k, server, 1));
	REQUIRE_OK(kern_call(k, KERN_CONNECT, client, (long)&addr, size));
	one = REQUIRE_OK(sock_accept(k, server, 0));
	REQUIRE_EQ(5, sock_send(k, client, "hello", 5, 0));
	REQUIRE_EQ(5, sock_recv(k, one, got, sizeof(got), 0));
	REQUIRE_OK(kern_close(k, server));
	REQUIRE_EQ(-ECONNREFUSED, kern_call(k, KERN_CONNECT, late, (long)&addr, size));
	if (file) { /* it stays */
		REQUIRE_OK(kern_lstat(k, name, &st));
		REQUIRE(S_ISSOCK(st.st_mode));
		REQUIRE_EQ(-ENXIO, kern_open(k, name, O_RDWR));
	}
	end(k);
}

CASE(path, "a server is found by a path, which stays when it is gone")
{
	by_name("/server", sizeof("/server"), true);
}

CASE(abstract, "a server is found by a name that is no path, and goes with it")
{
	by_name("\0server", 7, false);
}

/* -- what can be passed -- */

static void pass(struct kern *k, int by, int fd)
{
	char byte = 0, control[CMSG_SPACE(sizeof(int))] = { 0 };
	struct iovec iov = { &byte, 1 };
	struct msghdr msg = { .msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof(control) };
	struct cmsghdr *c = CMSG_FIRSTHDR(&msg);

	*c = (struct cmsghdr){ CMSG_LEN(sizeof(int)), SOL_SOCKET, SCM_RIGHTS };
	memcpy(CMSG_DATA(c), &fd, sizeof(fd));
	REQUIRE_EQ(1, kern_call(k, KERN_SENDMSG, by, (long)&msg, 0));
}

static int passed(struct kern *k, int by)
{
	char byte, control[CMSG_SPACE(sizeof(int))] = { 0 };
	struct iovec iov = { &byte, 1 };
	struct msghdr msg = { .msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof(control) };
	struct cmsghdr *c = CMSG_FIRSTHDR(&msg);
	int fd;

	REQUIRE_EQ(1, kern_call(k, KERN_RECVMSG, by, (long)&msg, 0));
	REQUIRE(msg.msg_controllen >= sizeof(*c) && c->cmsg_type == SCM_RIGHTS);
	memcpy(&fd, CMSG_DATA(c), sizeof(fd));
	return fd;
}

CASE(descriptor, "a descriptor is passed to another process, and works there")
{
	int fd[2], file, there, ctx;
	char got[8];
	struct kern *k = pair(SOCK_STREAM, fd);

	ctx = kern_context(k); /* it has both ends, and no file */
	REQUIRE_OK(kern_put(k, "/file", "hello", 5));
	file = REQUIRE_OK(kern_open(k, "/file", O_RDONLY));
	pass(k, fd[0], file);
	REQUIRE_OK(kern_close(k, file));
	kern_switch(k, ctx);
	REQUIRE_EQ(-EBADF, kern_read(k, file, got, sizeof(got)));
	there = passed(k, fd[1]);
	REQUIRE_EQ(5, kern_read(k, there, got, sizeof(got)));
	REQUIRE_OK(kern_close(k, there));
	kern_switch(k, 0);
	end(k);
}

static uint64_t sockets(struct kern *k)
{
	static struct kern_memory memory[512];
	const int n = REQUIRE_OK(kern_memory(k, memory, 512));
	const struct kern_memory *m = kern_memory_find(memory, n, "UNIX-STREAM", 0);

	return m ? m->objects : 0;
}

CASE(circle, "sockets that are passed through themselves are given back")
{
	int fd[2], other[2];
	struct kern *k = kern_boot("unix");
	const uint64_t before = sockets(k);

	REQUIRE_OK(sock_pair(k, AF_UNIX, SOCK_STREAM, 0, fd));
	REQUIRE_EQ(before + 2, sockets(k));
	pass(k, fd[0], fd[1]);
	pass(k, fd[1], fd[0]);
	REQUIRE_OK(kern_close(k, fd[0]));
	REQUIRE_OK(kern_close(k, fd[1]));
	/* The next socket that goes has what is in flight looked at. */
	REQUIRE_OK(sock_pair(k, AF_UNIX, SOCK_STREAM, 0, other));
	pass(k, other[0], other[1]);
	REQUIRE_OK(kern_close(k, other[0]));
	REQUIRE_OK(kern_close(k, other[1]));
	kern_advance(k, net_seconds(1));
	REQUIRE_EQ(before, sockets(k));
	end(k);
}

CASE(credentials, "a peer is known by its process and user")
{
	struct ucred who = { 0 };
	socklen_t len = sizeof(who);
	int fd[2];
	struct kern *k = pair(SOCK_STREAM, fd);

	REQUIRE_OK(
	    kern_call(k, KERN_GETSOCKOPT, fd[0], SOL_SOCKET, SO_PEERCRED, (long)&who, (long)&len));
	REQUIRE_EQ(kern_call(k, KERN_GETPID), who.pid);
	REQUIRE_EQ(0, who.uid);
	end(k);
}
