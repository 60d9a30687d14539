/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* CAN: frames on a virtual bus. */
#include "harness/net.h"

#include <linux/can.h>
#include <linux/can/raw.h>

#include "atf/case.h"
#include "kernel/kern.h"

struct bus {
	struct kern *k;
	int fd[2];
};

static int bus_socket(struct bus *b)
{
	struct sockaddr_can addr = { .can_family = AF_CAN,
		.can_ifindex = REQUIRE_OK(net_index(b->k, "vcan0")) };
	const int fd =
	    REQUIRE_OK(kern_call(b->k, KERN_SOCKET, PF_CAN, SOCK_RAW | SOCK_NONBLOCK, CAN_RAW));

	REQUIRE_OK(kern_call(b->k, KERN_BIND, fd, (long)&addr, sizeof(addr)));
	return fd;
}

static struct bus bus_open(void)
{
	struct bus b = { .k = kern_boot("can net") };

	REQUIRE_OK(net_link_add(b.k, "vcan0", "vcan"));
	REQUIRE_OK(net_link_up(b.k, "vcan0"));
	for (int i = 0; i < 2; i++)
		b.fd[i] = bus_socket(&b);
	return b;
}

static void bus_close(struct bus *b)
{
	REQUIRE_STREQ("", kern_splat(b->k));
	kern_halt(b->k);
}

/* The number of the next frame that a socket has, or -1. */
static int next(struct bus *b, int i)
{
	struct can_frame f;
	const ssize_t len = kern_read(b->k, b->fd[i], &f, sizeof(f));

	if (len == -EAGAIN)
		return -1;
	REQUIRE_EQ(sizeof(f), len);
	REQUIRE_EQ(3, f.can_dlc);
	REQUIRE_MEMEQ("abc", f.data, 3);
	return f.can_id;
}

static void say(struct bus *b, int i, uint32_t id)
{
	const struct can_frame f = { .can_id = id, .can_dlc = 3, .data = "abc" };

	REQUIRE_EQ(sizeof(f), kern_write(b->k, b->fd[i], &f, sizeof(f)));
	kern_advance(b->k, net_ms(1));
}

CASE(all, "a frame is seen by all on the bus but the one who sent it")
{
	struct bus b = bus_open();

	say(&b, 0, 0x123);
	REQUIRE_EQ(0x123, next(&b, 1));
	REQUIRE_EQ(-1, next(&b, 1));
	REQUIRE_EQ(-1, next(&b, 0));
	bus_close(&b);
}

CASE(filter, "a socket with a filter has the frames that pass it")
{
	struct bus b = bus_open();
	const struct can_filter only = { .can_id = 0x100, .can_mask = 0x700 };

	REQUIRE_OK(kern_call(b.k, KERN_SETSOCKOPT, b.fd[1], SOL_CAN_RAW, CAN_RAW_FILTER,
	    (long)&only, sizeof(only)));
	say(&b, 0, 0x234);
	say(&b, 0, 0x1ff);
	REQUIRE_EQ(0x1ff, next(&b, 1));
	REQUIRE_EQ(-1, next(&b, 1));
	bus_close(&b);
}

CASE(own, "who wants to hear what it says does so")
{
	struct bus b = bus_open();

	REQUIRE_OK(sock_set(b.k, b.fd[0], SOL_CAN_RAW, CAN_RAW_RECV_OWN_MSGS, 1));
	say(&b, 0, 5);
	REQUIRE_EQ(5, next(&b, 0));
	REQUIRE_EQ(5, next(&b, 1));
	REQUIRE_OK(sock_set(b.k, b.fd[0], SOL_CAN_RAW, CAN_RAW_LOOPBACK, 0));
	say(&b, 0, 6);
	REQUIRE_EQ(-1, next(&b, 1));
	bus_close(&b);
}

CASE(bad, "what is no frame is refused")
{
	struct bus b = bus_open();
	struct can_frame f = { .can_id = 1, .can_dlc = 9 };
	struct canfd_frame fd = { .can_id = 1, .len = 64 };

	for (size_t len = 0; len < sizeof(f); len++)
		REQUIRE_EQ(-EINVAL, kern_write(b.k, b.fd[0], &f, len));
	REQUIRE_EQ(-EINVAL, kern_write(b.k, b.fd[0], &f, sizeof(f)));
	REQUIRE_EQ(-EINVAL, kern_write(b.k, b.fd[0], &fd, sizeof(fd)));
	REQUIRE_OK(net_link_down(b.k, "vcan0"));
	f.can_dlc = 3;
	REQUIRE_EQ(-ENETDOWN, kern_write(b.k, b.fd[0], &f, sizeof(f)));
	bus_close(&b);
}
