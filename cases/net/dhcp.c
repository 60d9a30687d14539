/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <arpa/inet.h>
#include <stdio.h>

#include "cases/net/dhcp.h"
#include "cases/net/site.h"
#include "kernel/kern.h"

enum { DISCOVER = 1, OFFER, REQUEST, DECLINE, ACK };
enum { MASK = 1, ROUTER = 3, WANTED = 50, LEASE = 51, TYPE = 53, SERVER = 54, END = 255 };

#define COOKIE 0x63825363
#define BROADCAST 0x8000 /* flag: the client has no address that could be sent to */
#define OPTIONS 312

struct message {
	uint8_t op, htype, hlen, hops;
	uint32_t xid;
	uint16_t secs, flags;
	uint8_t ciaddr[4], yiaddr[4], siaddr[4], giaddr[4];
	uint8_t chaddr[16], sname[64], file[128];
	uint32_t cookie;
	uint8_t option[OPTIONS];
};

static void put(struct message *m, size_t *used, uint8_t code, const void *value, uint8_t len)
{
	m->option[(*used)++] = code;
	m->option[(*used)++] = len;
	memcpy(m->option + *used, value, len);
	*used += len;
	m->option[*used] = END;
}

static const uint8_t *get(const struct message *m, uint8_t code, uint8_t len)
{
	for (size_t i = 0; i + 2 < OPTIONS && m->option[i] != END; i += 2 + m->option[i + 1]) {
		if (!m->option[i]) { /* a filler has no length */
			i--;
			continue;
		}
		if (m->option[i] == code && m->option[i + 1] >= len && i + 2 + len <= OPTIONS)
			return m->option + i + 2;
	}
	return NULL;
}

static struct message message(uint8_t type, const uint8_t station[6], size_t *used)
{
	struct message m = {
		.op = 1,
		.htype = 1,
		.hlen = 6,
		.xid = htonl(0x52554d50),
		.flags = htons(BROADCAST),
		.cookie = htonl(COOKIE),
	};

	memcpy(m.chaddr, station, 6);
	*used = 0;
	put(&m, used, TYPE, &type, 1);
	return m;
}

/* Says it, again every second, until the server answers by such a type. */
static struct message ask(struct kern *k, int fd, const struct message *m, uint8_t type)
{
	struct message answer;

	for (int tries = 0; tries < 60; tries++) {
		REQUIRE_EQ(sizeof(*m), sock_sendto(k, fd, m, sizeof(*m), "255.255.255.255:67"));
		for (;;) {
			const ssize_t len =
			    sock_recv(k, fd, memset(&answer, 0, sizeof(answer)), sizeof(answer), 0);
			const uint8_t *got;

			if (len < 0) /* the second is over */
				break;
			got = get(&answer, TYPE, 1);
			if (answer.op == 2 && answer.xid == m->xid && answer.cookie == m->cookie &&
			    got && *got == type)
				return answer;
		}
	}
	harness_failf("DHCP: no answer of type %d in 60 s", type);
}

static const uint8_t *required(const struct message *m, uint8_t code)
{
	const uint8_t *value = get(m, code, 4);

	if (!value)
		harness_failf("DHCP: no option %d in the answer", code);
	return value;
}

static void text(const uint8_t addr[4], char to[SOCK_TEXT])
{
	REQUIRE(inet_ntop(AF_INET, addr, to, SOCK_TEXT));
}

static int open_socket(struct kern *k, const char *dev)
{
	const struct timeval second = { .tv_sec = 1 };
	const int fd = REQUIRE_OK(sock_open(k, AF_INET, SOCK_DGRAM, 0));

	REQUIRE_OK(sock_set(k, fd, SOL_SOCKET, SO_BROADCAST, 1));
	REQUIRE_OK(kern_call(k, KERN_SETSOCKOPT, fd, SOL_SOCKET, SO_BINDTODEVICE, (long)dev,
	    strlen(dev) + 1));
	REQUIRE_OK(kern_call(k, KERN_SETSOCKOPT, fd, SOL_SOCKET, SO_RCVTIMEO, (long)&second,
	    sizeof(second)));
	REQUIRE_OK(sock_bind(k, fd, "0.0.0.0:68"));
	return fd;
}

struct dhcp_lease dhcp_configure(struct kern *k, const char *dev, const uint8_t station[6])
{
	const int fd = open_socket(k, dev);
	struct dhcp_lease lease;
	struct message m, offer, ack;
	char addr[SOCK_TEXT];
	uint32_t mask, seconds;
	size_t used;

	m = message(DISCOVER, station, &used);
	offer = ask(k, fd, &m, OFFER);
	m = message(REQUEST, station, &used);
	put(&m, &used, WANTED, offer.yiaddr, 4);
	put(&m, &used, SERVER, required(&offer, SERVER), 4);
	ack = ask(k, fd, &m, ACK);
	REQUIRE_OK(kern_close(k, fd));

	text(ack.yiaddr, addr);
	text(required(&ack, SERVER), lease.server);
	text(required(&ack, ROUTER), lease.router);
	memcpy(&mask, required(&ack, MASK), 4);
	memcpy(&seconds, required(&ack, LEASE), 4);
	lease.seconds = ntohl(seconds);
	snprintf(lease.addr, sizeof(lease.addr), "%.40s/%d", addr, __builtin_popcount(mask));
	REQUIRE_OK(net_addr(k, dev, lease.addr));
	REQUIRE_OK(net_route(k, "0.0.0.0/0", .via = lease.router));
	return lease;
}
