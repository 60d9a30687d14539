/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What who sets the target up and the mutators know of the controller's side (Bluetooth Core
 * Specification, volume 4, part E, and volume 3). */
#ifndef COMPONENTS_BLUETOOTH_HCI_LAYOUT_H
#define COMPONENTS_BLUETOOTH_HCI_LAYOUT_H

#include "components/sockets/socket_layout.h"

/* Slots of sockets that are open at first. */
enum hci_slot {
	HCI_SLOT_RAW,
	HCI_SLOT_L2CAP, /* listens on HCI_PSM */
	HCI_SLOT_LE,    /* on HCI_PSM_LE, of LE */
	HCI_SLOT_RFCOMM,
	HCI_SLOT_SCO,
	HCI_SLOT_CONTROL,   /* of management */
	HCI_SLOT_CONNECTED, /* a channel of L2CAP that is established */
	HCI_SLOT_FREE,
};

enum hci_packet { HCI_COMMAND = 1, HCI_ACL, HCI_SCO, HCI_EVENT, HCI_ISO };

#define HCI_FAMILY 31 /* AF_BLUETOOTH */
#define HCI_PSM 0x1001
#define HCI_PSM_LE 0x80
#define HCI_CHANNEL 0x40 /* of both ends of what is established */
/* Links that are there: one of BR/EDR and one of LE, to stations of these addresses. */
#define HCI_LINK 1
#define HCI_LINK_LE 2
#define HCI_PEER "\x02\0\0\0\0\2"
#define HCI_PEER_LE "\x03\0\0\0\0\2"

#endif
