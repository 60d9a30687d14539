/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* TIPC: sockets that are found by the name of a service. */
#include "harness/net.h"

#include <linux/tipc.h>

#include "atf/case.h"
#include "kernel/kern.h"

#define SERVICE 18888

static struct sockaddr_tipc service(uint32_t instance)
{
	return (struct sockaddr_tipc){
		.family = AF_TIPC,
		.addrtype = TIPC_ADDR_NAME,
		.scope = TIPC_NODE_SCOPE,
		.addr.name.name = { .type = SERVICE, .instance = instance },
	};
}

static int opened(struct kern *k, int type)
{
	return REQUIRE_OK(kern_call(k, KERN_SOCKET, AF_TIPC, type | SOCK_NONBLOCK, 0));
}

static int provide(struct kern *k, int type, uint32_t lower, uint32_t upper)
{
	const struct sockaddr_tipc range = {
		.family = AF_TIPC,
		.addrtype = TIPC_ADDR_NAMESEQ,
		.scope = TIPC_NODE_SCOPE,
		.addr.nameseq = { SERVICE, lower, upper },
	};
	const int fd = opened(k, type);

	REQUIRE_OK(kern_call(k, KERN_BIND, fd, (long)&range, sizeof(range)));
	return fd;
}

static long say(struct kern *k, int fd, uint32_t instance, const char *text)
{
	const struct sockaddr_tipc to = service(instance);

	return kern_call(k, KERN_SENDTO, fd, (long)text, strlen(text), 0, (long)&to, sizeof(to));
}

CASE(names, "a message goes to who provides the instance that it names")
{
	struct kern *k = kern_boot("tipc ipv4 ipv6");
	const int low = provide(k, SOCK_RDM, 1, 10), high = provide(k, SOCK_RDM, 11, 20);
	const int fd = opened(k, SOCK_RDM);
	char got[16];

	REQUIRE_EQ(3, say(k, fd, 7, "low"));
	REQUIRE_EQ(4, say(k, fd, 11, "high"));
	REQUIRE_EQ(3, sock_recv(k, low, got, sizeof(got), 0));
	REQUIRE_MEMEQ("low", got, 3);
	REQUIRE_EQ(-EAGAIN, sock_recv(k, low, got, sizeof(got), 0));
	REQUIRE_EQ(4, sock_recv(k, high, got, sizeof(got), 0));
	REQUIRE_MEMEQ("high", got, 4);
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
}

CASE(none, "a message for what nobody provides comes back, or is an error")
{
	struct kern *k = kern_boot("tipc ipv4 ipv6");
	const int fd = opened(k, SOCK_RDM), server = provide(k, SOCK_RDM, 1, 1);
	char got[16];

	REQUIRE_OK(sock_set(k, fd, SOL_TIPC, TIPC_DEST_DROPPABLE, 0));
	REQUIRE_ERROR(say(k, fd, 2, "lost"), EHOSTUNREACH);
	REQUIRE_EQ(4, say(k, fd, 1, "kept"));
	kern_close(k, server); /* with a message that nobody read: it goes back */
	REQUIRE_EQ(0, sock_recv(k, fd, got, sizeof(got), 0)); /* without its text */
	REQUIRE_EQ(-EAGAIN, sock_recv(k, fd, got, sizeof(got), 0));
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
}

CASE(packets, "a connection of packets keeps their bounds, and ends")
{
	struct kern *k = kern_boot("tipc ipv4 ipv6");
	const int listener = provide(k, SOCK_SEQPACKET, 1, 1), fd = opened(k, SOCK_SEQPACKET);
	const struct sockaddr_tipc to = service(1);
	char got[16];
	int server;

	REQUIRE_OK(sock_listen(k, listener, 1));
	REQUIRE_EQ(-EINPROGRESS, kern_call(k, KERN_CONNECT, fd, (long)&to, sizeof(to)));
	server = REQUIRE_OK(sock_accept(k, listener, SOCK_NONBLOCK));
	REQUIRE_EQ(3, sock_send(k, fd, "one", 3, 0));
	REQUIRE_EQ(5, sock_send(k, fd, "three", 5, 0));
	REQUIRE_EQ(3, sock_recv(k, server, got, sizeof(got), 0));
	REQUIRE_EQ(5, sock_recv(k, server, got, sizeof(got), 0));
	kern_close(k, fd);
	REQUIRE_ERROR(sock_recv(k, server, got, sizeof(got), 0), 0, ECONNRESET, ENOTCONN);
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
}
