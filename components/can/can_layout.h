/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Who is on the bus of this target, as who sets it up and the mutators know it. */
#ifndef COMPONENTS_CAN_CAN_LAYOUT_H
#define COMPONENTS_CAN_CAN_LAYOUT_H

#include "components/sockets/socket_layout.h"

/* Slots of sockets that are open at first. */
enum can_slot {
	CAN_SLOT_RAW,
	CAN_SLOT_BCM,
	CAN_SLOT_ISOTP,    /* listens to CAN_ISOTP_RX, talks as CAN_ISOTP_TX */
	CAN_SLOT_ISOTP_FD, /* the other way round, with long frames */
	CAN_SLOT_J1939,    /* address CAN_J1939_ADDR */
	CAN_SLOT_J1939_ALL,
	CAN_SLOT_NETLINK, /* rules of the gateway */
	CAN_SLOT_FREE,
};

/* Identifiers: flags of the two kinds, and those that sockets listen to. */
#define CAN_LONG_ID 0x80000000u
#define CAN_ISOTP_RX 0x123
#define CAN_ISOTP_TX 0x321
#define CAN_BCM_ID 0x100
#define CAN_J1939_ADDR 0x20
#define CAN_J1939_PEER 0x40

#define CAN_BUS "vcan0"
#define CAN_BUS_INDEX 2 /* lo is the first interface */

#endif
