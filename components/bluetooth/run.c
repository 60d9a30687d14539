/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What a controller of Bluetooth says, events and data, and calls of the sockets that are on
 * it (hci_layout.h): of HCI, L2CAP, RFCOMM, SCO and management.  A frame of an input is a
 * packet of HCI with its type.  A link of BR/EDR and one of LE are there, and a channel of
 * L2CAP is established.  Commands are answered as they come.
 */
#include "harness/net.h"

#include <string.h>

#include "components/bluetooth/controller.h"
#include "components/bluetooth/hci_layout.h"
#include "components/packet/frames.h"
#include "components/sockets/rows.h"
#include "kernel/kern.h"

/* doc/mgmt-api.txt of BlueZ: commands with one byte, which is true. */
static const uint8_t switches[] = {
	0x0d, /* LE */
	0x05, /* powered */
	0x07, /* connectable */
	0x09, /* bondable */
};

static void arrive(struct kern *k, const uint8_t *bytes, size_t len);

static struct socket_world world = { .arrive = arrive, .after = controller_answer };

static void arrive(struct kern *k, const uint8_t *bytes, size_t len)
{
	controller_say(k, bytes, len);
	kern_wait_all(k, 0);
}

/* Says what is written as bytes, and lets the kernel answer. */
#define SAY(k, ...)                                              \
	do {                                                     \
		const uint8_t packet[] = { __VA_ARGS__ };        \
		controller_say((k), packet, sizeof(packet));     \
		controller_pass((k), 40);                        \
	} while (0)

static int open_at(struct kern *k, int type, int protocol, const void *address, size_t len)
{
	const int fd =
	    frames_need(sock_open(k, HCI_FAMILY, type | SOCK_NONBLOCK, protocol), "socket");

	frames_need(kern_call(k, KERN_BIND, fd, (long)address, len), "bind");
	return fd;
}

static int listen_at(struct kern *k, int type, int protocol, const void *address, size_t len)
{
	const int fd = open_at(k, type, protocol, address, len);

	frames_need(sock_listen(k, fd, 4), "listen");
	return fd;
}

/* Addresses: a family, and what <bluetooth/...> has behind it. */
static void make_sockets(struct kern *k)
{
	static const uint8_t raw[6] = { HCI_FAMILY, 0, 0, 0, 0, 0 };
	static const uint8_t control[6] = { HCI_FAMILY, 0, 0xff, 0xff, 3, 0 };
	static const uint8_t l2cap[14] = { HCI_FAMILY, 0, HCI_PSM & 0xff, HCI_PSM >> 8 };
	static const uint8_t le[14] = { HCI_FAMILY, 0, HCI_PSM_LE, [12] = 1 };
	static const uint8_t rfcomm[10] = { HCI_FAMILY, 0, [8] = 1 };
	static const uint8_t sco[8] = { HCI_FAMILY };
	static const int slots[] = { HCI_SLOT_CONNECTED, HCI_SLOT_FREE };

	for (size_t i = 0; i < sizeof(slots) / sizeof(slots[0]); i++)
		world.fds[slots[i]] = -1;
	world.fds[HCI_SLOT_RAW] = open_at(k, SOCK_RAW, 1, raw, sizeof(raw));
	world.fds[HCI_SLOT_CONTROL] = open_at(k, SOCK_RAW, 1, control, sizeof(control));
	world.fds[HCI_SLOT_L2CAP] = listen_at(k, SOCK_SEQPACKET, 0, l2cap, sizeof(l2cap));
	world.fds[HCI_SLOT_LE] = listen_at(k, SOCK_SEQPACKET, 0, le, sizeof(le));
	world.fds[HCI_SLOT_RFCOMM] = listen_at(k, SOCK_STREAM, 3, rfcomm, sizeof(rfcomm));
	world.fds[HCI_SLOT_SCO] = listen_at(k, SOCK_SEQPACKET, 2, sco, sizeof(sco));
}

/* Volume 4, part E, 7.7: a request to connect, the connection, features of the other end;
 * and the same of LE. */
static void make_links(struct kern *k)
{
	SAY(k, HCI_EVENT, 0x04, 10, 2, 0, 0, 0, 0, 2, 0, 0, 0, 1);
	SAY(k, HCI_EVENT, 0x03, 11, 0, HCI_LINK, 0, 2, 0, 0, 0, 0, 2, 1, 0);
	SAY(k, HCI_EVENT, 0x0b, 11, 0, HCI_LINK, 0, 0xff, 0xff, 0x8f, 0xfe, 0xdb, 0xff, 0x5b, 7);
	SAY(k, HCI_EVENT, 0x3e, 19, 1, 0, HCI_LINK_LE, 0, 1, 0, 3, 0, 0, 0, 0, 2, 0x18, 0, 0, 0, 42,
	    0, 0);
	SAY(k, HCI_EVENT, 0x3e, 12, 4, 0, HCI_LINK_LE, 0, 1, 0, 0, 0, 0, 0, 0, 0);
}

/* A packet of L2CAP's signalling channel. */
#define SIGNAL(k, code, ident, len, ...)                                                        \
	SAY(k, HCI_ACL, HCI_LINK, 0x20, (len) + 8, 0, (len) + 4, 0, 1, 0, code, ident, len, 0, \
	    __VA_ARGS__)

/* Volume 3, part A, 4: a channel that the other end opens, with what the kernel asks of it. */
static void make_channel(struct kern *k)
{
	SIGNAL(k, 0x02, 1, 4, HCI_PSM & 0xff, HCI_PSM >> 8, HCI_CHANNEL, 0);
	SIGNAL(k, 0x0b, 1, 8, 2, 0, 0, 0, 0xb8, 2, 0, 0); /* extended features */
	SIGNAL(k, 0x0b, 2, 12, 3, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0);
	SIGNAL(k, 0x04, 2, 4, HCI_CHANNEL, 0, 0, 0);
	SIGNAL(k, 0x05, 3, 6, HCI_CHANNEL, 0, 0, 0, 0, 0);
	world.fds[HCI_SLOT_CONNECTED] = frames_need(
	    sock_accept(k, world.fds[HCI_SLOT_L2CAP], SOCK_NONBLOCK), "a channel of L2CAP");
}

/* By management, as desktops do it; who asks first makes the controller one of its own. */
static void switch_on(struct kern *k)
{
	static const uint8_t ask[6] = { 0x04 };
	const int fd = world.fds[HCI_SLOT_CONTROL];

	frames_need(sock_send(k, fd, ask, sizeof(ask), 0), "management");
	for (size_t i = 0; i < sizeof(switches); i++) {
		const uint8_t command[7] = { switches[i], 0, 0, 0, 1, 0, 1 };

		frames_need(sock_send(k, fd, command, sizeof(command), 0), "management");
		controller_pass(k, 100);
	}
}

static void set_up(struct kern *k)
{
	controller_open(k);
	make_sockets(k);
	switch_on(k);
	make_links(k);
	make_channel(k);
}

static void input(struct kern *k, const uint8_t *bytes, size_t size)
{
	socket_rows(k, &world, bytes, size);
}

FUZZ_RUNNER(bluetooth, .boot = "bluetooth net", .set_up = set_up, .input = input);
