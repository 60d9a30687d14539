/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* SCTP (RFC 9260): associations between two kernels. */
#include "cases/net/site.h"
#include "harness/lab.h"
#include "kernel/kern.h"

#define PORT 80
#define MESSAGES 20
#define BIG (40 << 10) /* bytes of a message: many chunks */

struct talk {
	const struct family *f;
	struct hub *hub;
	struct wire *w[2];
	const char *peer_net;
};

static struct talk talk_open(const struct family *f)
{
	struct talk t = { .f = f, .hub = switch_new(0), .w = { wire_new(), wire_new() } };

	t.peer_net = f->six ? "fd00::2/64" : "10.0.0.2/24";
	hub_join(t.hub, t.w[0]);
	hub_join(t.hub, t.w[1]);
	return t;
}

static void talk_run(struct talk *t, void (*server)(struct kern *, void *),
    void (*client)(struct kern *, void *), const char *faults)
{
	struct lab *lab = lab_new();

	lab_node(lab, "server", server, .boot = "sctp ipv4 ipv6", .wire = { t->w[0] },
	    .addr = { t->f->kernel_net }, .arg = (void *)t->f);
	lab_node(lab, "client", client, .boot = "sctp ipv4 ipv6", .wire = { t->w[1] },
	    .addr = { t->peer_net }, .arg = (void *)t->f, .faults = faults);
	lab_run(lab);
	wire_close(t->w[0]);
	wire_close(t->w[1]);
	hub_close(t->hub);
}

static int sctp(struct kern *k, const struct family *f)
{
	return REQUIRE_OK(sock_open(k, f->af, SOCK_STREAM, IPPROTO_SCTP));
}

static int serve(struct kern *k, const struct family *f)
{
	int fd = sctp(k, f);

	REQUIRE_OK(sock_bind(k, fd, at(f->kernel, PORT)));
	REQUIRE_OK(sock_listen(k, fd, 4));
	lab_meet(k);
	return REQUIRE_OK(sock_accept(k, fd, 0));
}

static int call(struct kern *k, const struct family *f)
{
	const int fd = sctp(k, f);

	lab_meet(k);
	REQUIRE_OK(sock_connect(k, fd, at(f->kernel, PORT)));
	return fd;
}

static uint8_t pattern(int message, size_t i)
{
	return message * 7 + i * 31 + (i >> 8);
}

static size_t length(int message)
{
	return message % 4 == 3 ? BIG : 10 + message;
}

static void read_all(struct kern *k, void *arg)
{
	static uint8_t got[BIG + 1];
	const int fd = serve(k, arg);

	for (int m = 0; m < MESSAGES; m++) {
		size_t all = 0;

		while (all < length(m)) {
			const ssize_t len = REQUIRE_OK(sock_recv(k, fd, got, length(m) - all, 0));

			REQUIRE(len > 0);
			for (ssize_t i = 0; i < len; i++, all++)
				if (got[i] != pattern(m, all))
					harness_failf("message %d: byte %zu is wrong", m, all);
		}
	}
	REQUIRE_EQ(0, sock_recv(k, fd, got, sizeof(got), 0));
	kern_close(k, fd);
}

static void write_all(struct kern *k, void *arg)
{
	static uint8_t data[BIG];
	const int fd = call(k, arg);

	for (int m = 0; m < MESSAGES; m++) {
		for (size_t i = 0; i < length(m); i++)
			data[i] = pattern(m, i);
		REQUIRE_EQ((ssize_t)length(m), sock_send(k, fd, data, length(m), 0));
	}
	kern_close(k, fd);
	kern_advance(k, net_seconds(60));
}

#define BOTH_TALKS(id, text)                      \
	static void both_##id(struct talk *t);    \
	CASE(id##_v4, text ", IPv4")              \
	{                                         \
		struct talk t = talk_open(&ipv4); \
                                                  \
		both_##id(&t);                    \
	}                                         \
	CASE(id##_v6, text ", IPv6")              \
	{                                         \
		struct talk t = talk_open(&ipv6); \
                                                  \
		both_##id(&t);                    \
	}                                         \
	static void both_##id(struct talk *t)

BOTH_TALKS(messages, "messages come in order and whole, and an association ends")
{
	talk_run(t, read_all, write_all, NULL);
}

BOTH_TALKS(lost, "the same, though frames are lost, doubled and out of order")
{
	talk_run(t, read_all, write_all,
	    "tx:*/7=drop; rx:*/11=drop; tx:*/5=reorder(3); rx:*/6=delay(3ms); "
	    "tx[len=1000..]:*/9=dup");
}

BOTH_TALKS(mangled, "the same, though bits are wrong: the checksum tells")
{
	talk_run(t, read_all, write_all, "tx[len=100..]:*/9=flip(0x40, at=70)");
}

static void bounds_server(struct kern *k, void *arg)
{
	const int fd = serve(k, arg);
	char got[16];

	/* A message is read by one call, and no call reads of two. */
	REQUIRE_EQ(3, sock_recv(k, fd, got, sizeof(got), 0));
	REQUIRE_EQ(5, sock_recv(k, fd, got, sizeof(got), 0));
	REQUIRE_MEMEQ("three", got, 5);
	kern_close(k, fd);
}

static void bounds_client(struct kern *k, void *arg)
{
	const int fd = call(k, arg);
	char end;

	REQUIRE_EQ(3, sock_send(k, fd, "one", 3, 0));
	REQUIRE_EQ(5, sock_send(k, fd, "three", 5, 0));
	REQUIRE_EQ(0, sock_recv(k, fd, &end, 1, 0));
	kern_close(k, fd);
}

BOTH_TALKS(bounds, "messages keep their bounds")
{
	talk_run(t, bounds_server, bounds_client, NULL);
}

static void abort_server(struct kern *k, void *arg)
{
	const int fd = serve(k, arg);
	char got[16];

	REQUIRE_EQ(2, sock_recv(k, fd, got, sizeof(got), 0));
	REQUIRE_EQ(-ECONNRESET, sock_recv(k, fd, got, sizeof(got), 0));
	kern_close(k, fd);
}

static void abort_client(struct kern *k, void *arg)
{
	const struct {
		int on, seconds;
	} linger = { 1, 0 };
	const int fd = call(k, arg);

	REQUIRE_EQ(2, sock_send(k, fd, "hi", 2, 0));
	kern_advance(k, net_seconds(1));
	REQUIRE_OK(kern_call(k, KERN_SETSOCKOPT, fd, SOL_SOCKET, SO_LINGER, (long)&linger,
	    sizeof(linger)));
	kern_close(k, fd);
	kern_advance(k, net_seconds(1));
}

BOTH_TALKS(abort, "an association that is broken off is an error of the other end")
{
	talk_run(t, abort_server, abort_client, NULL);
}

/* -- one kernel, and a scripted peer -- */

BOTH_WITH("sctp", refused, "who is not listened for gets an ABORT")
{
	/* RFC 9260, section 3.3.2: an INIT chunk. */
	uint8_t init[12 + 20] = { 0, 7, 0, 80, 0, 0, 0, 0, 0, 0, 0, 0, /* the common header */
		1, 0, 0, 20, 1, 2, 3, 4, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1 };
	uint32_t crc = 0xffffffff;
	const struct packet *got;

	for (size_t i = 0; i < sizeof(init); i++) { /* CRC-32C, RFC 9260, appendix A */
		crc ^= init[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0x82f63b78 : 0);
	}
	crc = ~crc;
	memcpy(init + 8, &crc, 4);
	peer_send(s->p, IP, P_PROTO(IPPROTO_SCTP), P_DATA(init, sizeof(init)));
	got = peer_expect(s->p, net_ms(1), IP, P_PROTO(IPPROTO_SCTP));
	REQUIRE(got->len >= 16);
	REQUIRE_EQ(6, got->data[12]); /* ABORT */
	REQUIRE_MEMEQ(init + 16, got->data + 4, 4);
	init[8] ^= 1;
	peer_send(s->p, IP, P_PROTO(IPPROTO_SCTP), P_DATA(init, sizeof(init)));
	peer_quiet(s->p, net_seconds(1));
}

BOTH_WITH("sctp", backoff, "an INIT that nobody answers is sent again, ever later, and given up")
{
	const int fd = site_socket(s, SOCK_STREAM | SOCK_NONBLOCK, IPPROTO_SCTP);
	uint64_t last = 0, gap = 0;
	int n = 0;

	REQUIRE_EQ(-EINPROGRESS, sock_connect(s->k, fd, at(s->f->peer, 9)));
	for (const struct packet *got; (got = peer_next(s->p, net_seconds(120)));) {
		const uint64_t now = peer_time(s->p);

		if (got->kind != IP || got->number[F_PROTO] != IPPROTO_SCTP)
			continue;
		REQUIRE_EQ(1, got->data[12]); /* INIT */
		if (n++ > 1)
			REQUIRE(now - last >= gap);
		gap = last ? now - last : 0;
		last = now;
	}
	REQUIRE_EQ(9, n); /* Max.Init.Retransmits is 8 */
	REQUIRE_EQ(-ETIMEDOUT, sock_error(s->k, fd));
}
