/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Frames on a bus of CAN, and calls of the sockets that are on it (can_layout.h): raw ones,
 * one of the broadcast manager, two of ISO 15765-2, two of SAE J1939; a gateway to a second
 * bus obeys netlink.  Frames of an input are those of one more station, of up to 64 bytes.
 */
#include "harness/net.h"

#include <linux/can.h>
#include <linux/can/isotp.h>
#include <linux/can/j1939.h>
#include <linux/can/raw.h>
#include <linux/netlink.h>
#include <string.h>

#include "components/can/can_layout.h"
#include "components/packet/frames.h"
#include "components/sockets/rows.h"
#include "kernel/kern.h"

static void arrive(struct kern *k, const uint8_t *bytes, size_t len);

static struct socket_world world = { .arrive = arrive };
static int station;

/* What comes is never longer than a frame, and the kernel is to judge what is shorter. */
static void arrive(struct kern *k, const uint8_t *bytes, size_t len)
{
	struct canfd_frame f = { 0 };

	memcpy(&f, bytes, len < sizeof(f) ? len : sizeof(f));
	kern_write(k, station, &f, len > CAN_MTU ? CANFD_MTU : len);
	kern_wait_all(k, 0);
}

static int open_one(struct kern *k, int type, int protocol)
{
	return frames_need(sock_open(k, PF_CAN, type | SOCK_NONBLOCK, protocol), "socket");
}

static void join(struct kern *k, int call, int fd, struct sockaddr_can addr)
{
	addr.can_family = AF_CAN;
	addr.can_ifindex = frames_need(net_index(k, CAN_BUS), CAN_BUS);
	frames_need(kern_call(k, call, fd, (long)&addr, sizeof(addr)), "bind");
}

static int raw(struct kern *k)
{
	const int fd = open_one(k, SOCK_RAW, CAN_RAW);

	frames_need(sock_set(k, fd, SOL_CAN_RAW, CAN_RAW_FD_FRAMES, 1), "CAN_RAW_FD_FRAMES");
	join(k, KERN_BIND, fd, (struct sockaddr_can){ 0 });
	return fd;
}

static int isotp(struct kern *k, canid_t rx, canid_t tx, bool fd_frames)
{
	const struct can_isotp_ll_options fd_options = { CANFD_MTU, 64, 0 };
	const int fd = open_one(k, SOCK_DGRAM, CAN_ISOTP);

	if (fd_frames)
		frames_need(kern_call(k, KERN_SETSOCKOPT, fd, SOL_CAN_ISOTP, CAN_ISOTP_LL_OPTS,
				(long)&fd_options, sizeof(fd_options)),
		    "CAN_ISOTP_LL_OPTS");
	join(k, KERN_BIND, fd, (struct sockaddr_can){ .can_addr.tp = { rx, tx } });
	return fd;
}

static int j1939(struct kern *k, uint8_t address, bool all)
{
	const int fd = open_one(k, SOCK_DGRAM, CAN_J1939);

	if (all)
		frames_need(sock_set(k, fd, SOL_CAN_J1939, SO_J1939_PROMISC, 1), "promiscuous");
	frames_need(sock_set(k, fd, SOL_SOCKET, SO_BROADCAST, 1), "SO_BROADCAST");
	join(k, KERN_BIND, fd,
	    (struct sockaddr_can){ .can_addr.j1939 = { .addr = address, .pgn = J1939_NO_PGN } });
	return fd;
}

static void set_up(struct kern *k)
{
	frames_need(net_link_add(k, CAN_BUS, "vcan", .mtu = CANFD_MTU), CAN_BUS);
	frames_need(net_link_add(k, "vcan1", "vcan", .mtu = CANFD_MTU), "vcan1");
	frames_need(net_link_up(k, CAN_BUS), CAN_BUS);
	frames_need(net_link_up(k, "vcan1"), "vcan1");
	if (net_index(k, CAN_BUS) != CAN_BUS_INDEX)
		harness_failf("%s is interface %d, expected %d", CAN_BUS, net_index(k, CAN_BUS),
		    CAN_BUS_INDEX);
	station = raw(k);
	world.fds[CAN_SLOT_RAW] = raw(k);
	world.fds[CAN_SLOT_BCM] = open_one(k, SOCK_DGRAM, CAN_BCM);
	join(k, KERN_CONNECT, world.fds[CAN_SLOT_BCM], (struct sockaddr_can){ 0 });
	world.fds[CAN_SLOT_ISOTP] = isotp(k, CAN_ISOTP_RX, CAN_ISOTP_TX, false);
	world.fds[CAN_SLOT_ISOTP_FD] =
	    isotp(k, CAN_ISOTP_TX | CAN_EFF_FLAG, CAN_ISOTP_RX | CAN_EFF_FLAG, true);
	world.fds[CAN_SLOT_J1939] = j1939(k, CAN_J1939_ADDR, false);
	world.fds[CAN_SLOT_J1939_ALL] = j1939(k, J1939_NO_ADDR, true);
	world.fds[CAN_SLOT_NETLINK] =
	    frames_need(sock_open(k, AF_NETLINK, SOCK_RAW, NETLINK_ROUTE), "netlink");
	world.fds[CAN_SLOT_FREE] = -1;
	kern_advance(k, net_seconds(1));
}

static void input(struct kern *k, const uint8_t *bytes, size_t size)
{
	socket_rows(k, &world, bytes, size);
}

FUZZ_RUNNER(can, .boot = "can net", .set_up = set_up, .input = input);
