/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Changes of packets of HCI and of calls of Bluetooth's sockets: the parts of a
 * fuzz_target. */
#ifndef COMPONENTS_BLUETOOTH_FORMAT_HCI_H
#define COMPONENTS_BLUETOOTH_FORMAT_HCI_H

#include "components/bluetooth/hci_layout.h"
#include "fuzz/mutate/mutate.h"

size_t hci_mutate(const struct mutator *, unsigned int kind, uint8_t *bytes, size_t len,
    size_t max, struct chance *);
/* Lengths: of an event, of data, of L2CAP and its signals, of a command of management; the
 * rest as socket_repair(). */
void hci_repair(unsigned int kind, uint8_t *bytes, size_t len);

#endif
