/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* tun and tap: an interface whose other end is a descriptor. */
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/sysmacros.h>

#include "cases/net/site.h"

#define NODE "/net_tun"

struct tun {
	struct kern *k;
	const struct family *f;
	int fd;
};

/* Opens one more descriptor for the interface "tun0": 0 or more, or a negative errno. */
static int attach(struct kern *k, int flags)
{
	struct ifreq request = { .ifr_name = "tun0", .ifr_flags = flags };
	const int fd = REQUIRE_OK(kern_open(k, NODE, O_RDWR | O_NONBLOCK));
	const int error = kern_ioctl(k, fd, TUNSETIFF, &request);

	if (error)
		kern_close(k, fd);
	return error ? error : fd;
}

static struct tun tun_open(const struct family *f, int flags)
{
	struct tun t = { .k = kern_boot("tun ipv4 ipv6"), .f = f };

	/* Documentation/admin-guide/devices.txt: 10, 200. */
	REQUIRE_OK(kern_mknod(t.k, NODE, S_IFCHR | 0600, makedev(10, 200)));
	t.fd = REQUIRE_OK(attach(t.k, flags));
	REQUIRE_OK(net_link_up(t.k, "tun0"));
	REQUIRE_OK(net_addr_nodad(t.k, "tun0", f->kernel_net));
	kern_advance(t.k, net_seconds(20));
	return t;
}

static void tun_close(struct tun *t)
{
	REQUIRE_STREQ("", kern_splat(t->k));
	kern_halt(t->k);
}

/* The next packet that is about what the case does: not what a station says of its own
 * accord.  `head` bytes come before it; of a tap they are those of Ethernet. */
static bool next(struct tun *t, size_t head, struct packet *p)
{
	static uint8_t frame[PACKET_MAX];
	uint8_t got[2000];
	ssize_t len;

	while ((len = kern_read(t->k, t->fd, got, sizeof(got))) > 0) {
		REQUIRE((size_t)len > head);
		memset(frame, 0, 12);
		frame[12] = t->f->six ? 0x86 : 0x08;
		frame[13] = t->f->six ? 0xdd : 0x00;
		memcpy(frame + 14, got + head, len - head);
		if (packet_read(p, frame, len - head + 14) && p->kind == ICMP &&
		    p->number[F_ICMP_TYPE] == (uint64_t)t->f->echo_reply)
			return true;
	}
	REQUIRE_EQ(-EAGAIN, len);
	return false;
}

/* An echo for the kernel, as a frame. */
static size_t echo(const struct tun *t, uint8_t *frame)
{
	return packet_make(frame, ICMP, P_SRC(t->f->peer), P_DST(t->f->kernel),
	    P_ICMP_TYPE(t->f->echo), P_ECHO_ID(3), P_TEXT("hello"));
}

#define BOTH_TUNS(id, flags, text)                     \
	static void both_##id(struct tun *t);          \
	CASE(id##_v4, text ", IPv4")                   \
	{                                              \
		struct tun t = tun_open(&ipv4, flags); \
                                                       \
		both_##id(&t);                         \
		tun_close(&t);                         \
	}                                              \
	CASE(id##_v6, text ", IPv6")                   \
	{                                              \
		struct tun t = tun_open(&ipv6, flags); \
                                                       \
		both_##id(&t);                         \
		tun_close(&t);                         \
	}                                              \
	static void both_##id(struct tun *t)

BOTH_TUNS(echo, IFF_TUN | IFF_NO_PI,
    "a packet that is written is received, and what is sent is read")
{
	uint8_t frame[256];
	const size_t len = echo(t, frame);
	struct packet got;

	REQUIRE_EQ(len - 14, kern_write(t->k, t->fd, frame + 14, len - 14));
	REQUIRE(next(t, 0, &got));
	REQUIRE_EQ(3, got.number[F_ECHO_ID]);
	REQUIRE_MEMEQ("hello", got.data, 5);
	REQUIRE(!next(t, 0, &got));
}

BOTH_TUNS(info, IFF_TUN, "four bytes before each packet tell what it is")
{
	uint8_t frame[256], with[260] = { 0, 0, t->f->six ? 0x86 : 8, t->f->six ? 0xdd : 0 };
	const size_t len = echo(t, frame);
	struct packet got;

	memcpy(with + 4, frame + 14, len - 14);
	REQUIRE_EQ(len - 10, kern_write(t->k, t->fd, with, len - 10));
	REQUIRE(next(t, 4, &got));
	with[2] = 0x99; /* a type that nobody wants */
	REQUIRE_EQ(len - 10, kern_write(t->k, t->fd, with, len - 10));
	REQUIRE(!next(t, 4, &got));
	for (size_t l = 0; l < 4; l++)
		REQUIRE_EQ(-EINVAL, kern_write(t->k, t->fd, with, l));
}

BOTH_TUNS(tap, IFF_TAP | IFF_NO_PI, "a tap carries frames")
{
	uint8_t frame[256], mac[6];
	const size_t len = echo(t, frame);
	struct ifreq request = { .ifr_name = "tun0" };
	struct packet got;

	REQUIRE_OK(kern_ioctl(t->k, t->fd, SIOCGIFHWADDR, &request));
	memcpy(mac, request.ifr_hwaddr.sa_data, 6);
	memcpy(frame, mac, 6);
	memcpy(frame + 6, (const uint8_t[]){ 2, 0, 0, 0, 1, 1 }, 6);
	REQUIRE_OK(net_neigh(t->k, "tun0", t->f->peer, "02:00:00:00:01:01"));
	REQUIRE_EQ(len, kern_write(t->k, t->fd, frame, len));
	REQUIRE(next(t, 14, &got));
	for (size_t l = 0; l < 14; l++)
		REQUIRE_EQ(-EINVAL, kern_write(t->k, t->fd, frame, l));
}

BOTH_TUNS(poll, IFF_TUN | IFF_NO_PI,
    "a descriptor can be read when there is a packet, and not before")
{
	const int fd = REQUIRE_OK(sock_open(t->k, t->f->af, SOCK_DGRAM, 0));
	uint8_t got[2000];

	while (kern_read(t->k, t->fd, got, sizeof(got)) > 0)
		;
	REQUIRE(!(sock_poll(t->k, t->fd, POLLIN) & POLLIN));
	REQUIRE_EQ(2, sock_sendto(t->k, fd, "hi", 2, at(t->f->peer, 9)));
	REQUIRE(sock_poll(t->k, t->fd, POLLIN) & POLLIN);
	REQUIRE_EQ(t->f->head + 10, kern_read(t->k, t->fd, got, sizeof(got)));
	REQUIRE_MEMEQ("hi", got + t->f->head + 8, 2);
	/* What does not fit into a buffer is cut, and gone. */
	REQUIRE_EQ(2, sock_sendto(t->k, fd, "hi", 2, at(t->f->peer, 9)));
	REQUIRE_EQ(8, kern_read(t->k, t->fd, got, 8));
	REQUIRE_EQ(-EAGAIN, kern_read(t->k, t->fd, got, sizeof(got)));
}

BOTH_TUNS(down, IFF_TUN | IFF_NO_PI, "nothing is written to an interface that is down")
{
	uint8_t frame[256];
	const size_t len = echo(t, frame);

	REQUIRE_OK(net_link_down(t->k, "tun0"));
	REQUIRE_EQ(-EIO, kern_write(t->k, t->fd, frame + 14, len - 14));
}

BOTH_TUNS(full, IFF_TUN | IFF_NO_PI, "a queue that nobody reads loses what comes last")
{
	const int fd = REQUIRE_OK(sock_open(t->k, t->f->af, SOCK_DGRAM, 0));
	uint8_t got[2000];
	int all = 0, n = 0;

	for (int i = 0; i < 600; i++) {
		const uint8_t text[2] = { i >> 8, i };

		sock_sendto(t->k, fd, text, 2, at(t->f->peer, 9));
	}
	/* What the kernel said of its own accord is before them. */
	for (ssize_t len; (len = kern_read(t->k, t->fd, got, sizeof(got))) > 0; all++)
		if (len == (ssize_t)t->f->head + 10 && n++ != (got[len - 2] << 8 | got[len - 1]))
			harness_failf("packet %d is not the next one", n);
	REQUIRE_EQ(500, all);
	REQUIRE(n > 400);
}

CASE(gone, "with the descriptor the interface goes, but for one that is to stay")
{
	struct tun t = tun_open(&ipv4, IFF_TUN | IFF_NO_PI);

	REQUIRE_EQ(-EBUSY, attach(t.k, IFF_TUN | IFF_NO_PI));
	REQUIRE_OK(kern_close(t.k, t.fd));
	REQUIRE_EQ(-ENODEV, net_index(t.k, "tun0"));
	t.fd = REQUIRE_OK(attach(t.k, IFF_TUN | IFF_NO_PI));
	REQUIRE_OK(kern_ioctl(t.k, t.fd, TUNSETPERSIST, (void *)1));
	REQUIRE_OK(kern_close(t.k, t.fd));
	REQUIRE(net_index(t.k, "tun0") > 0);
	t.fd = REQUIRE_OK(attach(t.k, IFF_TUN | IFF_NO_PI));
	REQUIRE_EQ(-EINVAL, attach(t.k, IFF_TAP | IFF_NO_PI));
	tun_close(&t);
}

CASE(bad, "what is no packet, or no interface yet, is refused")
{
	struct tun t = tun_open(&ipv4, IFF_TUN | IFF_NO_PI);
	const int fd = REQUIRE_OK(kern_open(t.k, NODE, O_RDWR | O_NONBLOCK));
	uint8_t bytes[64] = { 0x15 };

	REQUIRE_EQ(-EBADFD, kern_write(t.k, fd, bytes, sizeof(bytes)));
	REQUIRE_EQ(-EBADFD, kern_read(t.k, fd, bytes, sizeof(bytes)));
	REQUIRE_EQ(-EINVAL, kern_write(t.k, t.fd, bytes, sizeof(bytes))); /* of version 1 */
	REQUIRE_EQ(-EINVAL, kern_write(t.k, t.fd, bytes, 0));
	REQUIRE_EQ(-EINVAL, attach(t.k, IFF_NO_PI));
	tun_close(&t);
}
